package io.emend.collection;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.emend.correction.AskedTurns;
import io.emend.correction.CorrectionRequest;
import io.emend.correction.CorrectionResponse.Answer;
import io.emend.correction.Outcome;
import io.emend.correction.Reference;
import io.emend.correction.topic.CorrectionCompleted;
import io.emend.correction.topic.CorrectionRequested;
import io.emend.correction.topic.CorrectionTopic;
import io.emend.error.EmendException;
import io.emend.evaluation.source.LabelledSample;
import io.emend.generation.Sampling;
import io.emend.inference.Question;
import io.emend.inference.SamplingRequest;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.image.EachImage;
import io.emend.inference.image.ImageReferences;
import io.emend.inference.image.ImageStore;
import io.emend.messaging.Broker;
import io.emend.preference.AskedQuestion;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.PictureIds;
import io.emend.preference.RecordedSampling;
import io.emend.preference.RecordedTurn;
import io.emend.preference.SampleLineage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;

/** The two turns of whoever serves the topic of corrections. */
@Singleton
final class TopicCorrectionClient implements CorrectionClient {
  private final CorrectionTopic topic;
  private final ImageStore images;
  private final ModelCatalog catalog;
  private final ModelLifecycle model;
  private final Broker broker;

  TopicCorrectionClient(
      CorrectionTopic topic,
      ImageStore images,
      ModelCatalog catalog,
      ModelLifecycle model,
      Broker broker) {
    this.topic = topic;
    this.images = images;
    this.catalog = catalog;
    this.model = model;
    this.broker = broker;
  }

  @Override
  public boolean isAnswered() {
    return model.serving() || broker.isThere();
  }

  @Override
  public String answering(String name) {
    return catalog.answering(name);
  }

  @Override
  public Uni<LabelledCorrection> answer(CollectionSpec spec, PlannedSample sample) {
    return Uni.createFrom()
        .deferred(() -> asked(spec, sample))
        .onFailure(EmendException.class)
        .transform(e -> sample.labelled().at((EmendException) e));
  }

  private Uni<LabelledCorrection> asked(CollectionSpec spec, PlannedSample sample) {
    List<String> pictures =
        EachImage.ofQuestion(sample.labelled().images(), picture -> images.put(picture).id());
    String id = "cor_" + UUID.nameUUIDFromBytes((spec.id() + " " + sample.id()).getBytes(UTF_8));
    return topic
        .ask(new CorrectionRequested(id, false, request(spec, sample, pictures)))
        .map(completed -> labelled(spec, sample, pictures, completed));
  }

  private static CorrectionRequest request(
      CollectionSpec spec, PlannedSample sample, List<String> pictures) {
    LabelledSample labelled = sample.labelled();
    Question question = labelled.question();
    ImageReferences references = ImageReferences.of(pictures);
    return new CorrectionRequest(
        references.image(),
        references.images(),
        question.text(),
        question.options(),
        question.hint(),
        spec.model(),
        seeded(spec.sampling(), sample.seed()),
        new Reference(labelled.answer()).clear(question),
        spec.review().json(),
        1);
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

  private static LabelledCorrection labelled(
      CollectionSpec spec,
      PlannedSample sample,
      List<String> pictures,
      CorrectionCompleted completed) {
    LabelledSample labelled = sample.labelled();
    Question question = labelled.question();
    AskedTurns asked = completed.asked();
    Answer first = completed.correction().initial();
    Answer second = completed.correction().refined().get(0);
    return new LabelledCorrection(
        sample.id(),
        spec.source(),
        labelled.category(),
        PictureIds.one(pictures),
        PictureIds.several(pictures),
        new AskedQuestion(question.text(), question.options(), question.hint(), asked.prompt()),
        labelled.answer(),
        new RecordedTurn(first.response(), first.answer()),
        new RecordedTurn(second.response(), second.answer()),
        Outcome.of(first.correct(), second.correct()),
        lineage(asked));
  }

  private static SampleLineage lineage(AskedTurns asked) {
    Sampling sampling = asked.sampling();
    return new SampleLineage(
        asked.base(),
        asked.adapter(),
        asked.review(),
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
