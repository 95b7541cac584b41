package io.emend.evaluation.rows;

import io.emend.error.EmendException;

/**
 * A value that has no one form as text. A field that nobody reads may hold it.
 *
 * @param rule that it breaks, such as {@code must be a label, from 0 to 3}
 */
record NotText(String rule, Object value) {

  EmendException in(SourcePlace place, String field) {
    return place.invalid(field, rule, value);
  }
}
