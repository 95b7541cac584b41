package io.emend.evaluation.source;

import io.emend.evaluation.rows.RowPicture;
import io.emend.evaluation.rows.SourceName;
import io.emend.evaluation.rows.SourceRow;
import java.util.List;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.stream.Stream;

/** A file's rows as samples. Their ids tell them apart: two models are compared by them. */
record FileLabelledSource(SourceName name) implements LabelledSource {

  @Override
  public Stream<LabelledSample> samples() {
    RowShape shape = new RowShape(name.format().digitsAreIndices());
    SampleConflicts met = new SampleConflicts();
    return name.rows().map(row -> met.add(row, shape.sample(row, row.pictures().bytes())));
  }

  @Override
  public OptionalLong check() {
    SourceFaults faults = new SourceFaults(name);
    RowShape shape = new RowShape(name.format().digitsAreIndices());
    SampleConflicts met = new SampleConflicts();
    AnswerIndices indices = new AnswerIndices(name, shape.digitsAreIndices());
    long rows = 0;
    try (Stream<SourceRow> stream = name.rows()) {
      Spliterator<SourceRow> each = stream.spliterator();
      boolean more = true;
      while (more) {
        more = faults.goOn(() -> each.tryAdvance(row -> check(row, shape, met, indices, faults)));
        rows += more ? 1 : 0;
      }
    }
    if (rows == 0) {
      throw name.invalid("has no samples", name.file() + options());
    }
    indices.tell(faults);
    faults.refuse();
    return OptionalLong.of(rows);
  }

  private String options() {
    return name.options().isEmpty() ? "" : " with " + name.options();
  }

  /** What is wrong with a row's picture says nothing of its label, and is told beside it. */
  private static void check(
      SourceRow row,
      RowShape shape,
      SampleConflicts met,
      AnswerIndices indices,
      SourceFaults faults) {
    faults.goOn(
        () -> {
          LabelledSample sample = met.add(row, shape.sample(row, List.of()));
          indices.add(row, sample.question().options());
          return true;
        });
    faults.goOn(
        () -> {
          row.pictures().all().forEach(picture -> check(picture, faults));
          return true;
        });
  }

  private static void check(RowPicture picture, SourceFaults faults) {
    faults.goOn(
        () -> {
          picture.check();
          return true;
        });
  }
}
