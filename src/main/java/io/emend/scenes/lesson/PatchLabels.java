package io.emend.scenes.lesson;

import io.emend.scenes.Named;
import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.ShapeSize;
import io.emend.scenes.picture.Outline;
import java.util.List;
import java.util.stream.Stream;

/**
 * What each patch of a picture shows: the words that its image token is to stand for. They teach
 * the vision tower far more than a caption can.
 */
public final class PatchLabels {
  /** The word of a patch that shows background, in every aspect. */
  public static final String NONE = "none";

  /** The words for colour, shape and size, those of an aspect in the order of its enum. */
  public static final List<List<String>> ASPECTS =
      List.of(words(ShapeColor.values()), words(ShapeKind.values()), words(ShapeSize.values()));

  /** Width and height of a patch in pixels. */
  public static final int PATCH = 8;

  /** Pixels of a patch that an object must cover to name it: a quarter, less rounding. */
  private static final int LEAST = 14;

  private static final int A_SIDE = Scene.SIDE / PATCH;

  private PatchLabels() {}

  private static List<String> words(Named[] values) {
    return Stream.concat(Stream.of(values).map(Named::word), Stream.of(NONE)).toList();
  }

  /**
   * @return [patch][aspect]: places in {@link #ASPECTS} of the words for the object that covers
   *     most of a patch; the 64 patches are by rows from the top left
   */
  public static int[][] of(Scene scene) {
    int[][] labels = new int[A_SIDE * A_SIDE][];
    for (int patch = 0; patch < labels.length; patch++) {
      labels[patch] = label(scene, patch % A_SIDE * PATCH, patch / A_SIDE * PATCH);
    }
    return labels;
  }

  private static int[] label(Scene scene, int left, int top) {
    int[] label = ASPECTS.stream().mapToInt(words -> words.size() - 1).toArray();
    int most = LEAST - 1;
    for (SceneObject object : scene.objects()) {
      int covered = covered(object, left, top);
      if (covered > most) {
        most = covered;
        label =
            new int[] {object.color().ordinal(), object.shape().ordinal(), object.size().ordinal()};
      }
    }
    return label;
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
