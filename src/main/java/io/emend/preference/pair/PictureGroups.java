package io.emend.preference.pair;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Pictures that must be on one side of a split: those of one question, and through pictures that
 * questions share, those of all questions that hang together. A picture that no question shows
 * beside another is a group of its own.
 */
final class PictureGroups {
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, Long> sizes;

  private PictureGroups(Collection<List<String>> questions) {
    questions.forEach(pictures -> pictures.forEach(picture -> join(pictures.get(0), picture)));
    this.sizes =
        List.copyOf(parents.keySet()).stream()
            .collect(Collectors.groupingBy(this::nameOf, Collectors.counting()));
  }

  /**
   * @param questions the pictures of each
   */
  static PictureGroups of(Collection<List<String>> questions) {
    return new PictureGroups(questions);
  }

  /** The least picture of either group becomes the name of both, whatever the order. */
  private void join(String one, String other) {
    String first = nameOf(one);
    String second = nameOf(other);
    boolean less = first.compareTo(second) < 0;
    parents.put(less ? second : first, less ? first : second);
  }

  /** The name of a picture's group: the least of its pictures. */
  String nameOf(String picture) {
    parents.putIfAbsent(picture, picture);
    String name = picture;
    while (!parents.get(name).equals(name)) {
      // Halves the way for the next look.
      parents.put(name, parents.get(parents.get(name)));
      name = parents.get(name);
    }
    return name;
  }

  /** Pictures of a group. */
  long sizeOf(String group) {
    return sizes.get(group);
  }

  /** All pictures. */
  int pictures() {
    return parents.size();
  }
}
