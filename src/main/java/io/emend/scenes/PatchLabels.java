package io.emend.scenes;

import java.util.ArrayList;
import java.util.List;

/**
 * What each patch of a picture shows: the words that its image token is to stand for. They teach
 * the vision tower far more than a caption can.
 */
public final class PatchLabels {
  /** The word of a patch that shows background. */
  public static final String NONE = "none";

  /** Width and height of a patch in pixels. */
  public static final int PATCH = 8;

  /** Pixels of a patch that an object must cover to name it: a quarter, less rounding. */
  private static final int LEAST = 14;

  private static final int A_SIDE = Scene.SIDE / PATCH;

  private PatchLabels() {}

  /**
   * Colour, shape and size of the object that covers most of a patch, for the 64 patches by rows
   * from the top left; {@link #NONE} three times where there is no object.
   */
  public static List<List<String>> words(Scene scene) {
    List<List<String>> words = new ArrayList<>();
    for (int patch = 0; patch < A_SIDE * A_SIDE; patch++) {
      words.add(words(scene, patch % A_SIDE * PATCH, patch / A_SIDE * PATCH));
    }
    return words;
  }

  private static List<String> words(Scene scene, int left, int top) {
    List<String> words = List.of(NONE, NONE, NONE);
    int most = LEAST - 1;
    for (SceneObject object : scene.objects()) {
      int covered = covered(object, left, top);
      if (covered > most) {
        most = covered;
        words = List.of(object.color().word(), object.shape().word(), object.size().word());
      }
    }
    return words;
  }

  private static int covered(SceneObject object, int left, int top) {
    int reach = object.radius() * 2 + PATCH;
    if (Math.abs(left - object.x()) > reach || Math.abs(top - object.y()) > reach) {
      return 0;
    }
    Outline outline = Outline.of(object);
    int covered = 0;
    for (int i = 0; i < PATCH * PATCH; i++) {
      double dx = left + i % PATCH + 0.5 - object.x();
      double dy = top + i / PATCH + 0.5 - object.y();
      covered += outline.covers(dx, dy) ? 1 : 0;
    }
    return covered;
  }
}
