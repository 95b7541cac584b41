package io.emend.inference;

import io.emend.inference.http.Examples;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question about an image.
 *
 * @param image an image's id, a {@code data:} URL, or a URL
 * @param options choices by letter, none for an open question
 * @param model the base model's or an adapter's id, null for the one in production
 */
public record InferenceRequest(
    @Schema(required = true, examples = Examples.PICTURE) String image,
    @Schema(required = true, examples = Examples.QUESTION) String question,
    List<String> options,
    String hint,
    String model,
    SamplingRequest sampling) {}
