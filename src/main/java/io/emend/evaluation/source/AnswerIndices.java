package io.emend.evaluation.source;

import io.emend.evaluation.rows.SourceName;
import io.emend.evaluation.rows.SourceRow;
import io.emend.inference.Question;
import java.util.List;

/**
 * Whether the digits that answer a file's questions are indices, as they mostly are in Parquet. A
 * digit may be one option's index and another option's text, as where things are counted; then
 * other rows of the file tell: a digit that is no option's text can only be an index.
 */
final class AnswerIndices {
  private final SourceFaults ambiguous;
  private final boolean digitsAreIndices;
  private boolean proven;

  /**
   * @param digitsAreIndices whether the file's format takes digits for an index at all
   */
  AnswerIndices(SourceName source, boolean digitsAreIndices) {
    this.ambiguous = new SourceFaults(source);
    this.digitsAreIndices = digitsAreIndices;
  }

  /** Takes a row's answer into account, if it is digits and the question has options. */
  void add(SourceRow row, List<String> options) {
    String text = row.text("answer").orElse("");
    Object value = row.value("answer");
    boolean digits = digitsAreIndices && (value instanceof Number || value instanceof String);
    if (!digits || options.isEmpty() || !text.matches("\\d{1,4}")) {
      return;
    }
    int index = Integer.parseInt(text);
    int asText = options.indexOf(text);
    proven |= asText < 0;
    if (asText >= 0 && asText != index) {
      String rule =
          "is an index and another option's text, and no row of the file tells which: write %s or %s"
              .formatted(Question.letter(index), Question.letter(asText));
      ambiguous.add(row.place().invalid("answer", rule, text));
    }
  }

  /** Tells of the rows that can be read in two ways, unless others prove one of them. */
  void tell(SourceFaults faults) {
    if (!proven) {
      faults.addAll(ambiguous);
    }
  }
}
