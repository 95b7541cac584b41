package io.emend.correction;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.inference.InferenceRequest;
import io.emend.inference.SamplingRequest;
import io.emend.inference.http.Examples;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question to answer and to answer again.
 *
 * @param reference the right answer, a letter or an option's text; gives {@code correct} and the
 *     outcome
 * @param review an intent's name, or an object with a text of one's own; critique by default
 * @param rounds second turns in a row, 1 to 3; 1 by default
 */
public record CorrectionRequest(
    @Schema(required = true, examples = Examples.PICTURE) String image,
    @Schema(required = true, examples = Examples.QUESTION) String question,
    List<String> options,
    String hint,
    String model,
    SamplingRequest sampling,
    String reference,
    @Schema(description = "critique, coverage, context, detail or {\"text\": …}") JsonNode review,
    Integer rounds) {

  InferenceRequest inference() {
    return new InferenceRequest(image, question, options, hint, model, sampling);
  }
}
