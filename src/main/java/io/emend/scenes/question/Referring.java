package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Descriptions that fit one object of a scene and no other. */
record Referring(Scene scene) {

  /** Without the colour: "star", "big star", "shape at the top left". Empty where none fits. */
  List<String> withoutColor(SceneObject object) {
    String shape = object.shape().word();
    List<String> names = new ArrayList<>();
    addIf(names, shape, other -> other.shape() == object.shape());
    addIf(
        names,
        object.size().word() + " " + shape,
        other -> other.shape() == object.shape() && other.size() == object.size());
    addIf(names, "shape " + object.place(), other -> other.cell().equals(object.cell()));
    return names;
  }

  /** Without the shape: "red thing", "big red thing", "thing at the top left". */
  List<String> withoutShape(SceneObject object) {
    String color = object.color().word();
    List<String> names = new ArrayList<>();
    addIf(names, color + " thing", other -> other.color() == object.color());
    addIf(
        names,
        object.size().word() + " " + color + " thing",
        other -> other.color() == object.color() && other.size() == object.size());
    addIf(names, "thing " + object.place(), other -> other.cell().equals(object.cell()));
    return names;
  }

  /** Objects that colour and shape together tell from every other, in random order. */
  List<SceneObject> named(RandomGenerator random) {
    List<SceneObject> named =
        scene.objects().stream().filter(object -> count(object::sameName) == 1).toList();
    return Words.shuffled(random, named);
  }

  private void addIf(List<String> names, String name, Predicate<SceneObject> fits) {
    if (count(fits) == 1) {
      names.add(name);
    }
  }

  private long count(Predicate<SceneObject> fits) {
    return scene.objects().stream().filter(fits).count();
  }
}
