package io.emend.inference;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.inference.http.Examples;
import io.emend.inference.image.ImageReferences;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A question about an image, or about several.
 *
 * @param image an image's id, a {@code data:} URL, or a URL; null where {@code images} is given
 * @param images the same of several images in the order in which the model sees them; null where
 *     {@code image} is given
 * @param options choices by letter, none for an open question
 * @param model the base model's or an adapter's id, null for the one in production
 */
public record InferenceRequest(
    @Schema(description = DESCRIPTION_OF_IMAGE, examples = Examples.PICTURE)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        String image,
    @Schema(description = DESCRIPTION_OF_IMAGES) @JsonInclude(JsonInclude.Include.NON_NULL)
        List<String> images,
    @Schema(required = true, examples = Examples.QUESTION) String question,
    List<String> options,
    String hint,
    String model,
    SamplingRequest sampling) {

  public static final String DESCRIPTION_OF_IMAGE =
      "An image's id, or a data:, https: or s3: URL. Either this or images must be given.";

  public static final String DESCRIPTION_OF_IMAGES =
      "One or more images in the order in which the model sees them, each as image. Either this or"
          + " image must be given.";

  public ImageReferences references() {
    return new ImageReferences(image, images);
  }
}
