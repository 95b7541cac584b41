package io.emend.access;

import java.util.Locale;

/** What a caller may do. Tokens of an identity provider carry the same words, in lower case. */
public enum Role {
  /** Calls the functions under {@code /v1}. */
  USER,
  /** Calls everything. */
  ADMIN;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
