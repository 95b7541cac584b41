package io.emend.evaluation;

import io.emend.evaluation.rows.SourcePlace;
import io.emend.evaluation.rows.SourceRow;
import io.emend.inference.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples of a file that were met, against which each further one is held. */
final class MetSamples {
  private final Map<String, SourcePlace> places = new HashMap<>();
  private final Map<String, First> groups = new HashMap<>();

  /**
   * The first sample of a group.
   *
   * @param right text of the right answer
   */
  private record First(
      SourcePlace place, int picture, String question, Set<String> options, String right) {

    static First of(SourceRow row, LabelledSample sample) {
      Question question = sample.question();
      List<String> options = question.options();
      String right =
          options.isEmpty() ? sample.answer() : options.get(sample.answer().charAt(0) - 'A');
      return new First(
          row.place(), row.picture().likeness(), question.text(), Set.copyOf(options), right);
    }

    boolean asksTheSameAs(First other) {
      return picture == other.picture
          && question.equals(other.question)
          && options.equals(other.options);
    }
  }

  /**
   * A sample that may stand beside those before it.
   *
   * @return the sample; without a group where the one of its number asks something else
   * @throws io.emend.error.EmendException {@code source_invalid} of an id that was met, or of a
   *     rotation of a question whose right option is another one there
   */
  LabelledSample add(SourceRow row, LabelledSample sample) {
    SourcePlace same = places.putIfAbsent(sample.id(), row.place());
    if (same != null) {
      String rule = "is that of " + same.inFile() + " as well: must have a sample's id only once";
      throw row.place().invalid("id", rule, sample.id());
    }
    First now = First.of(row, sample);
    First first = groups.putIfAbsent(sample.group(), now);
    if (first == null) {
      return sample;
    }
    if (!first.asksTheSameAs(now)) {
      return row.text("g_index").isPresent() ? sample : sample.alone();
    }
    if (!first.right().equals(now.right())) {
      String rule =
          "must be \"%s\", as on %s of the same question"
              .formatted(first.right(), first.place().inFile());
      throw row.place().invalid("answer", rule, now.right());
    }
    return sample;
  }
}
