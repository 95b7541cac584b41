package io.emend.scenes.lesson;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.Words;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/**
 * Many one-word facts of one scene in one lesson: from a place, a shape, a colour or a name to what
 * goes with it. Teaches looking at the picture more densely than sentences do.
 */
public final class Quiz {
  private static final String NONE = "none";
  private static final int FACTS = 8;

  private Quiz() {}

  public static Lesson of(Scene scene, RandomGenerator random) {
    List<Map.Entry<String, String>> facts = new ArrayList<>(facts(scene).entrySet());
    List<LessonPart> parts = new ArrayList<>();
    parts.add(LessonPart.asked("Quiz."));
    for (Map.Entry<String, String> fact : Words.shuffled(random, facts)) {
      if (parts.size() < 2 * FACTS) {
        parts.add(LessonPart.given((parts.size() == 1 ? "" : " ") + fact.getKey() + ":"));
        parts.add(LessonPart.said(" " + fact.getValue()));
      }
    }
    return new Lesson(parts);
  }

  private static Map<String, String> facts(Scene scene) {
    Map<String, String> facts = new LinkedHashMap<>();
    for (SceneObject object : scene.objects()) {
      Predicate<SceneObject> there = other -> other.cell().equals(object.cell());
      facts.put(object.cell().word(), list(scene, there, SceneObject::name));
      facts.put(object.name(), list(scene, object::sameName, o -> o.cell().word()));
    }
    for (ShapeKind shape : ShapeKind.values()) {
      facts.put(shape.word(), list(scene, o -> o.shape() == shape, o -> o.color().word()));
    }
    for (ShapeColor color : ShapeColor.values()) {
      facts.put(color.word(), list(scene, o -> o.color() == color, o -> o.shape().word()));
    }
    return facts;
  }

  private static String list(
      Scene scene, Predicate<SceneObject> member, Function<SceneObject, String> word) {
    List<String> words = scene.objects().stream().filter(member).map(word).toList();
    return words.isEmpty() ? NONE : Words.list(words);
  }
}
