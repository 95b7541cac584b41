package io.emend.correction;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.correction.CorrectionResponse.Answer;
import io.emend.engine.Sampling;
import io.emend.error.EmendException;
import io.emend.inference.ImageResolver;
import io.emend.inference.InferenceService;
import io.emend.inference.Question;
import io.emend.inference.ServingModel;
import io.emend.inference.TimingsMillis;
import io.emend.inference.Turn;
import io.emend.inference.Usage;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Self-correction: the model's first answer stays in the conversation while it looks again. */
@Singleton
public class CorrectionService {
  private static final int MAX_ROUNDS = 3;

  private final InferenceService inference;
  private final ImageResolver images;
  private final ServingModel model;
  private final CorrectionConfig config;
  private final CorrectionRecords records;

  CorrectionService(
      InferenceService inference,
      ImageResolver images,
      ServingModel model,
      CorrectionConfig config,
      CorrectionRecords records) {
    this.inference = inference;
    this.images = images;
    this.model = model;
    this.config = config;
    this.records = records;
  }

  /** Everything about a request that does not change from turn to turn. */
  private record Task(
      Question question, String review, int rounds, Sampling sampling, Optional<Reference> right) {}

  /** Answers, reviews, keeps the record, and gives it back. */
  public Uni<CorrectionResponse> correct(CorrectionRequest request) {
    Task task = task(request);
    model.require(request.model());
    return inference
        .first(task.question(), images.resolve(request.image()), task.sampling())
        .chain(first -> rounds(task, new ArrayList<>(List.of(first))))
        .map(turns -> records.keep(response(task, turns)));
  }

  private Task task(CorrectionRequest request) {
    Question question = InferenceService.question(request.inference());
    int rounds = request.rounds() == null ? 1 : request.rounds();
    if (rounds < 1 || rounds > MAX_ROUNDS) {
      throw EmendException.invalid("rounds", "must be 1 to " + MAX_ROUNDS, rounds);
    }
    Optional<Reference> right =
        Optional.ofNullable(request.reference()).map(text -> Reference.of(text, question));
    return new Task(
        question,
        review(request.review(), question),
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

  private String review(JsonNode review, Question question) {
    if (review == null || review.isNull()) {
      return review(ReviewIntent.CRITIQUE, question);
    }
    if (review.isTextual()) {
      return review(ReviewIntent.named(review.asText()), question);
    }
    String text = review.path("text").asText("");
    if (text.isBlank()) {
      throw EmendException.invalid("review.text", "must not be empty", review);
    }
    return text;
  }

  private Uni<List<Turn>> rounds(Task task, List<Turn> turns) {
    if (turns.size() > task.rounds()) {
      return Uni.createFrom().item(turns);
    }
    Turn last = turns.get(turns.size() - 1);
    return inference
        .next(last, task.review(), task.question(), task.sampling())
        .chain(
            turn -> {
              turns.add(turn);
              return rounds(task, turns);
            });
  }

  private CorrectionResponse response(Task task, List<Turn> turns) {
    List<Answer> answers = turns.stream().map(turn -> answer(turn, task.right())).toList();
    Answer first = answers.get(0);
    Answer last = answers.get(answers.size() - 1);
    String outcome =
        task.right().isEmpty() ? null : Outcome.of(first.correct(), last.correct()).word();
    return new CorrectionResponse(
        "cor_" + UUID.randomUUID(),
        first,
        answers.subList(1, answers.size()),
        outcome,
        model.id(),
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
