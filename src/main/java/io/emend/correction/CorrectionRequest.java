package io.emend.correction;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.inference.InferenceRequest;
import io.emend.inference.SamplingRequest;
import io.emend.inference.http.Examples;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question to answer and to answer again.
 *
 * @param image the only image, null where {@code images} is given
 * @param images one or more in order, null where {@code image} is given
 * @param reference the right answer, a letter or an option's text; gives {@code correct} and the
 *     outcome
 * @param review an intent's name, or an object with a text of one's own; critique by default
 * @param rounds second turns in a row, 1 to 3; 1 by default
 */
public record CorrectionRequest(
    @Schema(description = InferenceRequest.DESCRIPTION_OF_IMAGE, examples = Examples.PICTURE)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String image,
    @Schema(description = InferenceRequest.DESCRIPTION_OF_IMAGES)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        List<String> images,
    @Schema(required = true, examples = Examples.QUESTION) String question,
    List<String> options,
    String hint,
    String model,
    SamplingRequest sampling,
    String reference,
    @Schema(description = "critique, coverage, context, detail or {\"text\": …}") JsonNode review,
    Integer rounds) {

  /** The same question, with the review and the rounds that are asked for by default. */
  public static CorrectionRequest of(InferenceRequest request) {
    return new CorrectionRequest(
        request.image(),
        request.images(),
        request.question(),
        request.options(),
        request.hint(),
        request.model(),
        request.sampling(),
        null,
        null,
        null);
  }

  InferenceRequest inference() {
    return new InferenceRequest(image, images, question, options, hint, model, sampling);
  }
}
