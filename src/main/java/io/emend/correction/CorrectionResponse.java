package io.emend.correction;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.inference.TimingsMillis;
import io.emend.inference.chat.Usage;
import java.util.List;

/**
 * An answer and what became of it.
 *
 * @param refined one a round
 * @param outcome of the first and the last answer, only with a reference
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CorrectionResponse(
    String id,
    Answer initial,
    List<Answer> refined,
    String outcome,
    String model,
    Usage usage,
    TimingsMillis timings) {

  /**
   * What one turn said.
   *
   * @param answer null when unparsed
   * @param correct only with a reference
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Answer(String response, String answer, boolean answerParsed, Boolean correct) {}
}
