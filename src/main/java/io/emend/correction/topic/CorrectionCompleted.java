package io.emend.correction.topic;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.correction.AskedTurns;
import io.emend.correction.CorrectionRecords;
import io.emend.correction.CorrectionResponse;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.util.Locale;

/**
 * The event that tells what became of a request.
 *
 * @param correction null if it failed
 * @param asked how it was asked; null if it failed, or if an earlier result is told again
 * @param failure null if it did not fail
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CorrectionCompleted(
    String id, CorrectionResponse correction, AskedTurns asked, Failure failure) {

  public CorrectionCompleted {
    require(CorrectionRecords.isId(id), "id", "must be cor_ and a UUID", id);
    require(
        (correction == null) != (failure == null),
        "correction",
        "must be there or failed",
        failure);
  }

  static CorrectionCompleted failed(String id, EmendException e) {
    return new CorrectionCompleted(id, null, null, new Failure(e.code().code(), e.getMessage()));
  }

  /**
   * Why there is no correction.
   *
   * @param code of the catalogue
   * @param detail a sentence
   */
  public record Failure(String code, String detail) {

    /** As the error that it was. */
    public EmendException error() {
      return new EmendException(ErrorCode.valueOf(code.toUpperCase(Locale.ROOT)), detail);
    }
  }
}
