package io.emend.model.tokenizer.jinja.python;

/**
 * Jinja's undefined value: prints as nothing, is false and empty, and fails when something is read
 * from it.
 *
 * @param what what is not there, for the failure's message
 */
public record Undefined(String what) {

  /** The failure of an operation that needs a value. */
  public PythonError failure() {
    return new PythonError(what + " is undefined");
  }

  /** As in Jinja, two undefined values are equal whatever is missing. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Undefined;
  }

  @Override
  public int hashCode() {
    return Undefined.class.hashCode();
  }
}
