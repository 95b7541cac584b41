package io.emend.scenes.lesson;

import io.emend.scenes.Scene;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What a quiz should answer, worked out from the words of an object's full description. */
final class QuizFacts {
  private QuizFacts() {}

  static String of(Scene scene, String key) {
    List<String> words = Arrays.asList(key.split(" "));
    List<List<String>> found =
        scene.objects().stream()
            .map(object -> List.of((object.name() + " " + object.cell().word()).split(" ")))
            .filter(description -> description.containsAll(words))
            .toList();
    boolean pair = words.size() == 2;
    String rest =
        found.stream()
            .map(description -> pair ? without(description, words) : partner(description, key))
            .collect(Collectors.joining(", "));
    return found.isEmpty() ? "none" : rest;
  }

  /** A place for a name, a name for a place. */
  private static String without(List<String> description, List<String> words) {
    return description.stream()
        .filter(word -> !words.contains(word))
        .collect(Collectors.joining(" "));
  }

  /** A shape for a colour, a colour for a shape. */
  private static String partner(List<String> description, String key) {
    return description.get(description.get(0).equals(key) ? 1 : 0);
  }
}
