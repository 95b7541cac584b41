package io.emend.inference.image;

import io.emend.error.EmendException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Works on pictures one after the other; an error names the one that it is about. */
public final class EachImage {

  private EachImage() {}

  /**
   * Of a question, which has an {@code image} or several {@code images}.
   *
   * @param step whose errors are of a field {@code image}
   */
  public static <T, R> List<R> ofQuestion(List<T> images, Function<T, R> step) {
    return images.size() == 1 ? List.of(step.apply(images.get(0))) : ofList(images, step);
  }

  /** Of {@code images}, however many there are. */
  static <T, R> List<R> ofList(List<T> images, Function<T, R> step) {
    List<R> results = new ArrayList<>();
    for (T image : images) {
      try {
        results.add(step.apply(image));
      } catch (EmendException e) {
        throw e.ofField("images[" + results.size() + "]");
      }
    }
    return List.copyOf(results);
  }
}
