package io.emend.correction;

import io.emend.inference.InferenceService;
import io.emend.inference.Question;
import io.emend.inference.SamplingRequest;
import io.emend.inference.Turn;
import io.emend.inference.TurnEvent;
import io.emend.inference.TurnEvent.Ended;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ModelChoice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;

/** The turns of a correction: an answer, and reviews that stay in its conversation. */
@Singleton
public class CorrectionTurns {
  private final InferenceService inference;
  private final CorrectionConfig config;

  CorrectionTurns(InferenceService inference, CorrectionConfig config) {
    this.inference = inference;
    this.config = config;
  }

  /**
   * A piece of a turn.
   *
   * @param turn number of the turn, from 0
   */
  public record Event(int turn, TurnEvent event) {}

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

  /** A plan of greedy turns, as they are compared. */
  public TurnPlan greedy(
      ModelChoice choice,
      Question question,
      List<ChatPicture> pictures,
      ReviewIntent intent,
      int rounds) {
    return new TurnPlan(
        choice,
        question,
        pictures,
        review(intent, question),
        rounds,
        inference.sampling(SamplingRequest.NONE));
  }

  /** All turns, each begun when the one before has ended. */
  public Multi<Event> stream(TurnPlan plan) {
    return from(
        plan,
        0,
        inference.streamFirst(plan.choice(), plan.question(), plan.pictures(), plan.sampling()));
  }

  private Multi<Event> from(TurnPlan plan, int turn, Multi<TurnEvent> events) {
    return events
        .onItem()
        .transformToMultiAndConcatenate(
            event -> {
              Multi<Event> one = Multi.createFrom().item(new Event(turn, event));
              return event instanceof Ended ended && turn < plan.rounds()
                  ? Multi.createBy()
                      .concatenating()
                      .streams(one, Multi.createFrom().deferred(() -> next(plan, turn, ended)))
                  : one;
            });
  }

  private Multi<Event> next(TurnPlan plan, int turn, Ended before) {
    return from(
        plan,
        turn + 1,
        inference.streamNext(before.turn(), plan.review(), plan.question(), plan.sampling()));
  }

  /** All turns as they ended, in order. */
  public Uni<List<Turn>> all(TurnPlan plan) {
    return stream(plan)
        .map(Event::event)
        .filter(Ended.class::isInstance)
        .map(event -> ((Ended) event).turn())
        .collect()
        .asList();
  }
}
