package io.emend.collection;

import io.emend.correction.CorrectionService;
import io.emend.correction.Outcome;
import io.emend.correction.Reference;
import io.emend.engine.Sampling;
import io.emend.evaluation.LabelledSample;
import io.emend.inference.ImageResolver;
import io.emend.inference.ImageStore;
import io.emend.inference.InferenceService;
import io.emend.inference.ModelChoice;
import io.emend.inference.Question;
import io.emend.inference.SamplingRequest;
import io.emend.inference.ServingModel;
import io.emend.inference.Turn;
import io.emend.model.ChatMessage.Text;
import io.emend.preference.AskedQuestion;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.RecordedSampling;
import io.emend.preference.RecordedTurn;
import io.emend.preference.SampleLineage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.stream.Collectors;

/** The two turns of the model in service. */
@Singleton
final class ModelTurns implements TwoTurns {
  private final InferenceService inference;
  private final CorrectionService correction;
  private final ImageStore store;
  private final ImageResolver images;
  private final ServingModel model;

  ModelTurns(
      InferenceService inference,
      CorrectionService correction,
      ImageStore store,
      ImageResolver images,
      ServingModel model) {
    this.inference = inference;
    this.correction = correction;
    this.store = store;
    this.images = images;
    this.model = model;
  }

  /** One sample with all that its turns are asked with. */
  private record Asking(
      PlannedSample sample, String source, String image, String review, Sampling sampling) {

    Question question() {
      return sample.labelled().question();
    }
  }

  @Override
  public String answering(String name) {
    return model.require(name).name();
  }

  @Override
  public Uni<LabelledCorrection> answer(CollectionSpec spec, PlannedSample sample) {
    ModelChoice choice = model.require(spec.model());
    Asking asking = asking(spec, sample);
    return inference
        .first(choice, asking.question(), images.resolve(asking.image()), asking.sampling())
        .chain(
            first ->
                inference
                    .next(first, asking.review(), asking.question(), asking.sampling())
                    .map(second -> labelled(asking, first, second)));
  }

  private Asking asking(CollectionSpec spec, PlannedSample sample) {
    LabelledSample labelled = sample.labelled();
    return new Asking(
        sample,
        spec.source(),
        store.put(labelled.image()).id(),
        correction.review(spec.review(), labelled.question()),
        inference.sampling(seeded(spec.sampling(), sample.seed())));
  }

  private static SamplingRequest seeded(SamplingRequest given, long seed) {
    return new SamplingRequest(
        given.temperature(),
        given.topP(),
        given.topK(),
        given.minP(),
        given.repetitionPenalty(),
        seed,
        given.maxTokens(),
        given.stop());
  }

  private LabelledCorrection labelled(Asking asking, Turn first, Turn second) {
    LabelledSample labelled = asking.sample().labelled();
    Reference right = Reference.of(labelled.answer(), asking.question());
    return new LabelledCorrection(
        asking.sample().id(),
        asking.source(),
        labelled.category(),
        asking.image(),
        asked(asking.question(), first),
        right.answer(),
        recorded(first),
        recorded(second),
        Outcome.of(right.matches(first.answer()), right.matches(second.answer())),
        lineage(asking, first.model()));
  }

  private static AskedQuestion asked(Question question, Turn first) {
    String prompt =
        first.conversation().get(0).content().stream()
            .filter(Text.class::isInstance)
            .map(part -> ((Text) part).text())
            .collect(Collectors.joining());
    return new AskedQuestion(question.text(), question.options(), question.hint(), prompt);
  }

  private static RecordedTurn recorded(Turn turn) {
    return new RecordedTurn(turn.result().text(), turn.answer().found().orElse(null));
  }

  private SampleLineage lineage(Asking asking, ModelChoice choice) {
    Sampling sampling = asking.sampling();
    return new SampleLineage(
        model.id(),
        choice.adapter().orElse(null),
        asking.review(),
        new RecordedSampling(
            sampling.temperature(),
            sampling.topP(),
            sampling.topK(),
            sampling.minP(),
            sampling.repetitionPenalty(),
            sampling.maxTokens()),
        sampling.seed());
  }
}
