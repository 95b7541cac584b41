package io.emend.collection;

import io.emend.error.EmendException;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.Spliterator;
import java.util.stream.Stream;

/** The samples of a collection that are not recorded, in order, read as they are asked for. */
final class SamplePlan implements Iterator<PlannedSample>, AutoCloseable {
  private final CollectionSpec spec;
  private final Set<String> recorded;
  private final Stream<LabelledSample> source;
  private final Spliterator<LabelledSample> rows;
  private final Deque<PlannedSample> ready = new ArrayDeque<>();
  private long index;

  SamplePlan(CollectionSpec spec, LabelledSource labelled, Set<String> recorded) {
    this.spec = spec;
    this.recorded = recorded;
    this.source = labelled.samples();
    this.rows = this.source.spliterator();
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && (spec.limit() == null || index < spec.limit())) {
      if (!read()) {
        return false;
      }
    }
    return !ready.isEmpty();
  }

  @Override
  public PlannedSample next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  /** Plans the source's next row; tells whether there was one. */
  private boolean read() {
    List<LabelledSample> row = new ArrayList<>(1);
    try {
      if (!rows.tryAdvance(row::add)) {
        return false;
      }
      plan(row.get(0), null);
    } catch (EmendException e) {
      if (!ofOneRow(e)) {
        throw e;
      }
      plan(null, e);
    }
    return true;
  }

  /** Sources name the line or row that they cannot use; other errors are of the whole source. */
  private static boolean ofOneRow(EmendException e) {
    return e.details().containsKey("line") || e.details().containsKey("row");
  }

  private void plan(LabelledSample labelled, EmendException trouble) {
    for (int i = 0; i < spec.samplesPerQuestion(); i++) {
      PlannedSample sample = PlannedSample.of(spec, index, i, labelled, trouble);
      if (!recorded.contains(sample.id())) {
        ready.add(sample);
      }
    }
    index++;
  }

  @Override
  public void close() {
    source.close();
  }
}
