package io.emend.operation;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;

/**
 * Why an operation ended before its time.
 *
 * @param code of the error catalogue
 * @param detail a sentence
 */
public record OperationFailure(String code, String detail) {

  public OperationFailure(ErrorCode code, String detail) {
    this(code.code(), detail);
  }

  public static OperationFailure of(EmendException error) {
    return new OperationFailure(error.code(), error.getMessage());
  }
}
