package io.emend.inference.image;

import static io.emend.error.EmendException.invalid;

import io.emend.error.EmendException;
import java.util.List;

/**
 * What a request calls its pictures, each an id or a URL.
 *
 * @param image the only one, null where {@code images} is given
 * @param images one or more in order, null where {@code image} is given
 */
public record ImageReferences(String image, List<String> images) {
  private static final String RULE = "must be an id or a URL";

  public ImageReferences {
    if (image != null && images != null) {
      throw invalid("images", "must be left out where image is given", images);
    }
    if (image == null && images == null) {
      throw invalid("image", RULE + ", or left out where images is given", null);
    }
    if (image != null) {
      EmendException.require(!image.isBlank(), "image", RULE, image);
    } else {
      images = EachImage.ofList(images, ImageReferences::checked);
    }
  }

  /** Of a question: the only picture as {@code image}, several as {@code images}. */
  public static ImageReferences of(List<String> pictures) {
    return pictures.size() == 1
        ? new ImageReferences(pictures.get(0), null)
        : new ImageReferences(null, pictures);
  }

  private static String checked(String name) {
    EmendException.require(name != null && !name.isBlank(), "image", RULE, name);
    return name;
  }

  /** How many pictures there are. */
  int count() {
    return images == null ? 1 : images.size();
  }
}
