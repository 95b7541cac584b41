package io.emend.evaluation.source;

import io.emend.evaluation.rows.SourcePlace;
import io.emend.evaluation.rows.SourceRow;
import io.emend.inference.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples of a file that were met, against which each further one is held. */
final class SampleConflicts {
  private final Map<String, SourcePlace> places = new HashMap<>();
  private final Map<Asked, First> groups = new HashMap<>();

  /** What the rotations of one question have in common. */
  private record Asked(String number, int pictures, String question, Set<String> options) {

    static Asked of(SourceRow row, LabelledSample sample) {
      Question question = sample.question();
      int pictures = row.pictures().likeness();
      return new Asked(sample.group(), pictures, question.text(), Set.copyOf(question.options()));
    }
  }

  /**
   * The first sample of a group.
   *
   * @param group its name: the sample's id, which no other group can have
   * @param right text of the right answer
   */
  private record First(SourcePlace place, String group, String right) {}

  /**
   * A sample that may stand beside those before it.
   *
   * @return the sample, in a group with those of its number that ask the same, in whatever order
   *     they come
   * @throws io.emend.error.EmendException {@code source_invalid} of an id that was met, or of a
   *     rotation of a question whose right option is another one there
   */
  LabelledSample add(SourceRow row, LabelledSample sample) {
    SourcePlace same = places.putIfAbsent(sample.id(), row.place());
    if (same != null) {
      String rule = "is that of " + same.inFile() + " as well: must have a sample's id only once";
      throw row.place().invalid("id", rule, sample.id());
    }
    Asked asked = Asked.of(row, sample);
    First first =
        groups.computeIfAbsent(asked, each -> new First(row.place(), sample.id(), right(sample)));
    if (!first.right().equals(right(sample))) {
      String rule =
          "must be \"%s\", as on %s of the same question"
              .formatted(first.right(), first.place().inFile());
      throw row.place().invalid("answer", rule, right(sample));
    }
    return row.text("g_index").isPresent() ? sample : sample.inGroup(first.group());
  }

  private static String right(LabelledSample sample) {
    List<String> options = sample.question().options();
    return options.isEmpty() ? sample.answer() : options.get(Question.option(sample.answer()));
  }
}
