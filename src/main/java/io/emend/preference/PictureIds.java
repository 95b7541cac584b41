package io.emend.preference;

import static io.emend.error.EmendException.require;

import io.emend.storage.Sha256;
import java.util.List;

/**
 * How rows name the pictures of a question: one as {@code image}, several as {@code images}, so
 * that rows about one picture are what they have always been.
 */
public final class PictureIds {
  private static final String RULE = "must be a SHA-256 in hex";

  private PictureIds() {}

  /** The only picture, or null. */
  public static String one(List<String> pictures) {
    return pictures.size() == 1 ? pictures.get(0) : null;
  }

  /** Several pictures, or null. */
  public static List<String> several(List<String> pictures) {
    return pictures.size() == 1 ? null : List.copyOf(pictures);
  }

  /** All pictures of a row in order, by whichever field has them. */
  public static List<String> of(String image, List<String> images) {
    return images == null ? List.of(image) : images;
  }

  /**
   * Checks both fields of a row.
   *
   * @return the second, unmodifiable
   */
  public static List<String> checked(String image, List<String> images) {
    if (images == null) {
      require(Sha256.isValid(image), "image", RULE, image);
      return null;
    }
    require(image == null, "image", "must be left out where images is given", image);
    require(images.size() > 1, "images", "must be 2 or more: one is image", images.size());
    for (int i = 0; i < images.size(); i++) {
      require(Sha256.isValid(images.get(i)), "images[" + i + "]", RULE, images.get(i));
    }
    return List.copyOf(images);
  }
}
