package io.emend.operation.collection;

import io.emend.collection.CollectionSpec;
import io.emend.collection.CorrectionClient;
import io.emend.collection.PlannedSample;
import io.emend.correction.Outcome;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.source.LabelledSample;
import io.emend.preference.AskedQuestion;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.PictureIds;
import io.emend.preference.RecordedSampling;
import io.emend.preference.RecordedTurn;
import io.emend.preference.SampleLineage;
import io.emend.storage.Sha256;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Stands in for a model: what it answers is drawn from a sample's seed, after a while. */
final class DrawnCorrections implements CorrectionClient {
  private static final RecordedSampling SAMPLING = new RecordedSampling(0.7, 1, 0, 0, 1, 64);

  @Override
  public boolean isAnswered() {
    return true;
  }

  @Override
  public String answering(String model) {
    return model == null ? "drawn" : model;
  }

  @Override
  public Uni<LabelledCorrection> answer(CollectionSpec spec, PlannedSample sample) {
    Random random = new Random(sample.seed());
    LabelledSample labelled = sample.labelled();
    if (labelled.question().text().startsWith("Bad")) {
      throw new EmendException(ErrorCode.IMAGE_CORRUPT, "the picture is damaged");
    }
    LabelledCorrection drawn = drawn(spec, sample, random.nextBoolean(), random.nextBoolean());
    // Not by the seed: the order in which samples end must not matter.
    long micros = (long) (Math.random() * 3_000);
    return Uni.createFrom().item(drawn).onItem().delayIt().by(Duration.ofNanos(micros * 1000 + 1));
  }

  private static LabelledCorrection drawn(
      CollectionSpec spec, PlannedSample sample, boolean first, boolean second) {
    LabelledSample labelled = sample.labelled();
    String text = labelled.question().text();
    List<String> pictures = labelled.images().stream().map(Sha256::of).toList();
    return new LabelledCorrection(
        sample.id(),
        spec.source(),
        labelled.category(),
        PictureIds.one(pictures),
        PictureIds.several(pictures),
        new AskedQuestion(text, labelled.question().options(), null, text),
        labelled.answer(),
        turn("First", first),
        turn("Then", second),
        Outcome.of(first, second),
        new SampleLineage(spec.model(), null, "Look again.", SAMPLING, sample.seed()));
  }

  private static RecordedTurn turn(String word, boolean right) {
    return right ? new RecordedTurn(word + " ## A ##", "A") : new RecordedTurn(word, null);
  }
}
