package io.emend.evaluation.source;

import io.emend.preference.QuestionDigest;
import io.emend.storage.Sha256;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A source without the samples that a model was trained on. */
public final class HeldOut implements LabelledSource {
  private final LabelledSource source;
  private final Set<String> trained;
  private final AtomicInteger excluded = new AtomicInteger();

  /**
   * @param trained {@link QuestionDigest}s of the training lineage
   */
  public HeldOut(LabelledSource source, Set<String> trained) {
    this.source = source;
    this.trained = Set.copyOf(trained);
  }

  @Override
  public Stream<LabelledSample> samples() {
    return source.samples().filter(this::unseen);
  }

  private boolean unseen(LabelledSample sample) {
    boolean seen =
        !trained.isEmpty()
            && trained.contains(
                QuestionDigest.of(
                    sample.images().stream().map(Sha256::of).toList(), sample.question().text()));
    if (seen) {
      excluded.incrementAndGet();
    }
    return !seen;
  }

  /** Samples left out so far. */
  public int excluded() {
    return excluded.get();
  }
}
