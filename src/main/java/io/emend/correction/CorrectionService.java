package io.emend.correction;

import io.emend.correction.CorrectionEvent.Answered;
import io.emend.correction.CorrectionEvent.Delta;
import io.emend.correction.CorrectionEvent.Finished;
import io.emend.correction.CorrectionResponse.Answer;
import io.emend.correction.topic.CorrectionCompleted;
import io.emend.correction.topic.CorrectionRequested;
import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.inference.InferenceService;
import io.emend.inference.Question;
import io.emend.inference.TimingsMillis;
import io.emend.inference.Turn;
import io.emend.inference.TurnEvent.Ended;
import io.emend.inference.TurnEvent.Said;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.chat.Usage;
import io.emend.inference.image.ImageReferences;
import io.emend.inference.image.ImageResolver;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Self-correction: the model's first answer stays in the conversation while it looks again. */
@Singleton
public class CorrectionService {
  private static final int MAX_ROUNDS = 3;

  private final InferenceService inference;
  private final ImageResolver images;
  private final ModelCatalog catalog;
  private final CorrectionTurns turns;
  private final CorrectionRecords records;
  private final CorrectionMetrics figures;

  CorrectionService(
      InferenceService inference,
      ImageResolver images,
      ModelCatalog catalog,
      CorrectionTurns turns,
      CorrectionRecords records,
      CorrectionMetrics figures) {
    this.inference = inference;
    this.images = images;
    this.catalog = catalog;
    this.turns = turns;
    this.records = records;
    this.figures = figures;
  }

  /** Everything about a request that does not change from turn to turn. */
  private record Task(
      String id,
      boolean keep,
      ImageReferences pictures,
      Question question,
      String review,
      int rounds,
      Sampling sampling,
      Optional<Reference> right) {}

  /** Answers, reviews, keeps the record, and gives it back. */
  public Uni<CorrectionResponse> correct(CorrectionRequest request) {
    return stream(request)
        .filter(Finished.class::isInstance)
        .map(event -> ((Finished) event).response())
        .toUni();
  }

  /** As {@link #correct}, with the turns as they come; the record is kept before the last event. */
  public Multi<CorrectionEvent> stream(CorrectionRequest request) {
    return stream(new CorrectionRequested(CorrectionRecords.newId(), true, request));
  }

  /** Answers what an event asks. */
  public Uni<CorrectionCompleted> complete(CorrectionRequested requested) {
    return stream(requested)
        .filter(Finished.class::isInstance)
        .map(event -> (Finished) event)
        .map(end -> new CorrectionCompleted(requested.id(), end.response(), end.asked(), null))
        .toUni();
  }

  private Multi<CorrectionEvent> stream(CorrectionRequested requested) {
    CorrectionRequest request = requested.request();
    Task task = task(requested);
    ModelChoice choice = catalog.require(request.model());
    List<ChatPicture> pictures = images.resolve(task.pictures());
    TurnPlan plan =
        new TurnPlan(
            choice, task.question(), pictures, task.review(), task.rounds(), task.sampling());
    return Multi.createFrom().deferred(() -> told(task, plan));
  }

  /**
   * Looks at a request that is to be answered later.
   *
   * @throws EmendException {@code invalid_value} or {@code unknown_field}
   */
  void check(CorrectionRequested requested) {
    task(requested);
  }

  private Task task(CorrectionRequested requested) {
    CorrectionRequest request = requested.request();
    Question question = InferenceService.question(request.inference());
    int rounds = request.rounds() == null ? 1 : request.rounds();
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw EmendException.invalid("rounds", "must be 1 to " + MAX_ROUNDS, rounds);
    }
    Optional<Reference> right =
        Optional.ofNullable(request.reference()).map(text -> Reference.of(text, question));
    return new Task(
        requested.id(),
        requested.keep(),
        images.checked(request.inference().references()),
        question,
        turns.review(Review.of(request.review()), question),
        rounds,
        inference.sampling(request.sampling()),
        right);
  }

  private Multi<CorrectionEvent> told(Task task, TurnPlan plan) {
    List<Turn> ended = new ArrayList<>();
    return turns.stream(plan)
        .onItem()
        .transformToMultiAndConcatenate(
            event -> {
              if (event.event() instanceof Said said) {
                return Multi.createFrom().item(new Delta(event.turn(), said.text()));
              }
              ended.add(((Ended) event.event()).turn());
              return after(task, ended);
            });
  }

  private Multi<CorrectionEvent> after(Task task, List<Turn> ended) {
    int last = ended.size() - 1;
    Multi<CorrectionEvent> answered =
        Multi.createFrom().item(new Answered(last, answer(ended.get(last), task.right())));
    return last < task.rounds()
        ? answered
        : Multi.createBy()
            .concatenating()
            .streams(answered, Multi.createFrom().deferred(() -> end(task, ended)));
  }

  private Multi<CorrectionEvent> end(Task task, List<Turn> turns) {
    CorrectionResponse response = response(task, turns);
    CorrectionResponse kept = task.keep() ? records.keep(response) : response;
    figures.count(kept);
    return Multi.createFrom().item(new Finished(kept, asked(task, turns)));
  }

  private AskedTurns asked(Task task, List<Turn> turns) {
    return new AskedTurns(
        turns.get(0).conversation().get(0).words(),
        task.review(),
        task.sampling(),
        catalog.baseName(),
        turns.get(0).model().adapter().orElse(null));
  }

  private CorrectionResponse response(Task task, List<Turn> turns) {
    List<Answer> answers = turns.stream().map(turn -> answer(turn, task.right())).toList();
    Answer first = answers.get(0);
    Answer last = answers.get(answers.size() - 1);
    String outcome =
        task.right().isEmpty() ? null : Outcome.of(first.correct(), last.correct()).word();
    return new CorrectionResponse(
        task.id(),
        first,
        answers.subList(1, answers.size()),
        outcome,
        turns.get(0).model().name(),
        turns.stream().map(turn -> turn.result().usage()).reduce(Usage::plus).orElseThrow(),
        turns.stream()
            .map(turn -> TimingsMillis.of(turn.result().timings()))
            .reduce(TimingsMillis::plus)
            .orElseThrow());
  }

  private static Answer answer(Turn turn, Optional<Reference> right) {
    return new Answer(
        turn.result().text(),
        turn.answer().found().orElse(null),
        turn.answer().found().isPresent(),
        right.map(reference -> reference.matches(turn.answer())).orElse(null));
  }
}
