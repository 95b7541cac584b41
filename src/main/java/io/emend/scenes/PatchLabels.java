package io.emend.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A word for each patch of a picture: what the object that covers it looks like. Asked for before
 * the picture is shown, they teach the vision tower far more than a caption can.
 */
public enum PatchLabels {
  /** The colour of the object. */
  COLORS("colors:", object -> object.color().word()),
  /** The shape of the object. */
  SHAPES("shapes:", object -> object.shape().word());

  /** The word of a patch that shows background. */
  public static final String NONE = "none";

  /** Width and height of a patch in pixels. */
  public static final int PATCH = 8;

  /** Pixels of a patch that an object must cover to name it: a quarter, less rounding. */
  private static final int LEAST = 14;

  private static final int A_SIDE = Scene.SIDE / PATCH;

  private final String prompt;
  private final Function<SceneObject, String> word;

  PatchLabels(String prompt, Function<SceneObject, String> word) {
    this.prompt = prompt;
    this.word = word;
  }

  /** The text before the picture. */
  public String prompt() {
    return prompt;
  }

  /** 64 words, by rows from the top left; the object that covers most of a patch names it. */
  public List<String> words(Scene scene) {
    List<String> words = new ArrayList<>();
    for (int patch = 0; patch < A_SIDE * A_SIDE; patch++) {
      words.add(word(scene, patch % A_SIDE * PATCH, patch / A_SIDE * PATCH));
    }
    return words;
  }

  private String word(Scene scene, int left, int top) {
    String label = NONE;
    int most = LEAST - 1;
    for (SceneObject object : scene.objects()) {
      int covered = covered(object, left, top);
      if (covered > most) {
        most = covered;
        label = word.apply(object);
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
