package io.emend.access;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** A caller who shows a key. Has no text form, so that the key reaches no log. */
final class ApiKeyRequest extends BaseAuthenticationRequest {
  private final String key;

  ApiKeyRequest(String key) {
    this.key = key;
  }

  String key() {
    return key;
  }
}
