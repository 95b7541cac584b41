package io.emend.evaluation;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** A source whose samples are told apart by their ids: two models are compared by them. */
record UniqueIds(SourceName name, LabelledSource source) implements LabelledSource {

  @Override
  public Stream<LabelledSample> samples() {
    Set<String> seen = new HashSet<>();
    return source.samples().peek(sample -> requireNew(seen, sample.id()));
  }

  private void requireNew(Set<String> seen, String id) {
    if (!seen.add(id)) {
      throw name.invalid("must have a sample's id only once", id);
    }
  }
}
