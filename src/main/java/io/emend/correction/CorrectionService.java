package io.emend.correction;

import io.emend.correction.CorrectionEvent.Answered;
import io.emend.correction.CorrectionEvent.Delta;
import io.emend.correction.CorrectionEvent.Finished;
import io.emend.correction.CorrectionResponse.Answer;
import io.emend.correction.topic.CorrectionCompleted;
import io.emend.correction.topic.CorrectionRequested;
import io.emend.engine.sampling.Sampling;
import io.emend.error.EmendException;
import io.emend.inference.InferenceService;
import io.emend.inference.ModelChoice;
import io.emend.inference.Question;
import io.emend.inference.TimingsMillis;
import io.emend.inference.Turn;
import io.emend.inference.TurnEvent;
import io.emend.inference.TurnEvent.Ended;
import io.emend.inference.TurnEvent.Said;
import io.emend.inference.Usage;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.image.ImageReferences;
import io.emend.inference.image.ImageResolver;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Self-correction: the model's first answer stays in the conversation while it looks again. */
@Singleton
public class CorrectionService {
  private static final int MAX_ROUNDS = 3;

  private final InferenceService inference;
  private final ImageResolver images;
  private final ServingModel model;
  private final CorrectionConfig config;
  private final CorrectionRecords records;
  private final CorrectionMetrics figures;

  CorrectionService(
      InferenceService inference,
      ImageResolver images,
      ServingModel model,
      CorrectionConfig config,
      CorrectionRecords records,
      CorrectionMetrics figures) {
    this.inference = inference;
    this.images = images;
    this.model = model;
    this.config = config;
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
    ModelChoice choice = model.require(request.model());
    List<PixelValues> pictures = images.resolve(task.pictures());
    return turns(
        task, List.of(), inference.streamFirst(choice, task.question(), pictures, task.sampling()));
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
        review(Review.of(request.review()), question),
        rounds,
        inference.sampling(request.sampling()),
        right);
  }

  /** The second turn's text for an intent. */
  public String review(ReviewIntent intent, Question question) {
    String end =
        question.options().isEmpty() ? config.openInstruction() : config.optionInstruction();
    return config.review().of(intent) + " " + end;
  }

  /** The second turn's text: an intent's, or the caller's own as it is. */
  public String review(Review review, Question question) {
    return review.intent() == null ? review.text() : review(review.intent(), question);
  }

  private Multi<CorrectionEvent> turns(Task task, List<Turn> before, Multi<TurnEvent> next) {
    return next.onItem()
        .transformToMultiAndConcatenate(
            event ->
                event instanceof Said said
                    ? Multi.createFrom().item(new Delta(before.size(), said.text()))
                    : after(task, before, ((Ended) event).turn()));
  }

  private Multi<CorrectionEvent> after(Task task, List<Turn> before, Turn turn) {
    List<Turn> turns = new ArrayList<>(before);
    turns.add(turn);
    Multi<CorrectionEvent> answered =
        Multi.createFrom().item(new Answered(before.size(), answer(turn, task.right())));
    Multi<CorrectionEvent> rest =
        Multi.createFrom()
            .deferred(() -> turns.size() > task.rounds() ? end(task, turns) : again(task, turns));
    return Multi.createBy().concatenating().streams(answered, rest);
  }

  private Multi<CorrectionEvent> again(Task task, List<Turn> turns) {
    Turn last = turns.get(turns.size() - 1);
    return turns(
        task, turns, inference.streamNext(last, task.review(), task.question(), task.sampling()));
  }

  private Multi<CorrectionEvent> end(Task task, List<Turn> turns) {
    CorrectionResponse response = response(task, turns);
    CorrectionResponse kept = task.keep() ? records.keep(response) : response;
    figures.count(kept);
    return Multi.createFrom().item(new Finished(kept, asked(task, turns)));
  }

  private AskedTurns asked(Task task, List<Turn> turns) {
    String prompt =
        turns.get(0).conversation().get(0).content().stream()
            .filter(Text.class::isInstance)
            .map(part -> ((Text) part).text())
            .collect(Collectors.joining());
    return new AskedTurns(
        prompt,
        task.review(),
        task.sampling(),
        model.id(),
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
        turns.stream().map(inference::usage).reduce(Usage::plus).orElseThrow(),
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
