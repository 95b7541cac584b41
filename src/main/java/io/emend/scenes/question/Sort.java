package io.emend.scenes.question;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A sort of objects that can be counted, with its name.
 *
 * @param word the colour or shape alone
 * @param plural for example "red shapes"
 */
public record Sort(String word, String plural, Predicate<SceneObject> includes) {

  /** All objects. */
  public static final Sort ANY = new Sort("shape", "shapes", object -> true);

  static final List<Sort> COLORS = Stream.of(ShapeColor.values()).map(Sort::of).toList();
  static final List<Sort> SHAPES = Stream.of(ShapeKind.values()).map(Sort::of).toList();

  /** All objects but those of one shape. */
  public static final List<Sort> OTHERS = Stream.of(ShapeKind.values()).map(Sort::butNot).toList();

  public static Sort of(ShapeColor color) {
    return new Sort(color.word(), color.word() + " shapes", object -> object.color() == color);
  }

  public static Sort of(ShapeKind shape) {
    return new Sort(shape.word(), shape.plural(), object -> object.shape() == shape);
  }

  private static Sort butNot(ShapeKind shape) {
    String plural = "shapes that are not " + shape.plural();
    return new Sort(shape.word(), plural, object -> object.shape() != shape);
  }

  List<SceneObject> in(Scene scene) {
    return scene.objects().stream().filter(includes).toList();
  }

  int count(Scene scene) {
    return in(scene).size();
  }
}
