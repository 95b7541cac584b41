package io.emend.inference;

import io.emend.engine.GenerationResult;
import io.emend.engine.sampling.Sampling;
import io.emend.inference.TurnEvent.Ended;
import io.emend.inference.TurnEvent.Said;
import io.emend.inference.answer.AnswerExtractor;
import io.emend.inference.embedded.Generator;
import io.emend.inference.embedded.Generator.ResultEvent;
import io.emend.inference.embedded.Generator.TextEvent;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.image.ImageResolver;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Part;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.Prompt;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Asks the model: a first turn about one or more pictures, and turns that follow it. */
@Singleton
public class InferenceService {
  private final ServingModel model;
  private final ImageResolver images;
  private final Generator generator;
  private final InferenceConfig config;
  private final AnswerExtractor extractor = new AnswerExtractor();

  InferenceService(
      ServingModel model, ImageResolver images, Generator generator, InferenceConfig config) {
    this.model = model;
    this.images = images;
    this.generator = generator;
    this.config = config;
  }

  public Uni<InferenceResponse> infer(InferenceRequest request) {
    Question question = question(request);
    Sampling sampling = sampling(request.sampling());
    ModelChoice choice = model.require(request.model());
    return first(choice, question, images.resolve(request.references()), sampling)
        .map(this::response);
  }

  public static Question question(InferenceRequest request) {
    return new Question(request.question(), request.options(), request.hint());
  }

  public Sampling sampling(SamplingRequest request) {
    return (request == null ? SamplingRequest.NONE : request).sampling(config.maxTokens());
  }

  /** The first turn: pictures in order, then the question. */
  public Uni<Turn> first(
      ModelChoice choice, Question question, List<PixelValues> pictures, Sampling sampling) {
    return turn(streamFirst(choice, question, pictures, sampling));
  }

  /** A turn that goes on from another, with its model and on its cache. */
  public Uni<Turn> next(Turn before, String message, Question question, Sampling sampling) {
    return turn(streamNext(before, message, question, sampling));
  }

  private static Uni<Turn> turn(Multi<TurnEvent> events) {
    return events.filter(Ended.class::isInstance).map(event -> ((Ended) event).turn()).toUni();
  }

  /** As {@link #first}, with the text as it comes. */
  public Multi<TurnEvent> streamFirst(
      ModelChoice choice, Question question, List<PixelValues> pictures, Sampling sampling) {
    String instruction =
        question.options().isEmpty() ? config.openInstruction() : config.optionInstruction();
    List<Part> asked = new ArrayList<>();
    pictures.forEach(picture -> asked.add(new Picture(picture)));
    asked.add(new Text(question.prompt(instruction)));
    List<ChatMessage> conversation = List.of(new ChatMessage(Role.USER, asked));
    Prompt prompt = model.processor().prompt(conversation);
    return run(choice, prompt, conversation, question, sampling);
  }

  /** As {@link #next}, with the text as it comes. */
  public Multi<TurnEvent> streamNext(
      Turn before, String message, Question question, Sampling sampling) {
    List<ChatMessage> conversation = new ArrayList<>(before.conversation());
    conversation.add(ChatMessage.text(Role.USER, message));
    Prompt prompt = model.processor().prompt(conversation);
    Sampling drawn = sampling.drawingAnew(before.conversation().size());
    return run(before.model(), prompt, conversation, question, drawn);
  }

  /** Goes on on a worker thread: the engine's own must not wait for what follows. */
  private Multi<TurnEvent> run(
      ModelChoice choice,
      Prompt prompt,
      List<ChatMessage> conversation,
      Question question,
      Sampling sampling) {
    return generator.stream(prompt, sampling, choice.adapter())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            event ->
                event instanceof TextEvent text
                    ? new Said(text.text())
                    : new Ended(
                        turn(
                            choice,
                            prompt,
                            conversation,
                            question,
                            ((ResultEvent) event).result())));
  }

  private Turn turn(
      ModelChoice choice,
      Prompt prompt,
      List<ChatMessage> conversation,
      Question question,
      GenerationResult result) {
    List<ChatMessage> answered = new ArrayList<>(conversation);
    answered.add(ChatMessage.text(Role.ASSISTANT, result.text()));
    return new Turn(
        choice, prompt, answered, result, extractor.extract(result.text(), question.options()));
  }

  private InferenceResponse response(Turn turn) {
    return new InferenceResponse(
        "inf_" + UUID.randomUUID(),
        turn.result().text(),
        turn.answer().found().orElse(null),
        turn.answer().found().isPresent(),
        turn.model().name(),
        usage(turn),
        TimingsMillis.of(turn.result().timings()));
  }

  public Usage usage(Turn turn) {
    int imageTokens = turn.prompt().imageTokens();
    return Usage.of(turn.result(), imageTokens);
  }
}
