package io.emend.inference;

import io.emend.generation.Sampling;
import io.emend.inference.TurnEvent.Ended;
import io.emend.inference.TurnEvent.Said;
import io.emend.inference.answer.AnswerExtractor;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.emend.inference.chat.ChatEvent.TextEvent;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatMessage.Part;
import io.emend.inference.chat.ChatMessage.Picture;
import io.emend.inference.chat.ChatMessage.Role;
import io.emend.inference.chat.ChatMessage.Text;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.image.ImageResolver;
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
  private final ModelCatalog catalog;
  private final ImageResolver images;
  private final ChatModel model;
  private final InferenceConfig config;
  private final AnswerExtractor extractor = new AnswerExtractor();

  InferenceService(
      ModelCatalog catalog, ImageResolver images, ChatModel model, InferenceConfig config) {
    this.catalog = catalog;
    this.images = images;
    this.model = model;
    this.config = config;
  }

  public Uni<InferenceResponse> infer(InferenceRequest request) {
    Question question = question(request);
    Sampling sampling = sampling(request.sampling());
    ModelChoice choice = catalog.require(request.model());
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
      ModelChoice choice, Question question, List<ChatPicture> pictures, Sampling sampling) {
    return turn(streamFirst(choice, question, pictures, sampling));
  }

  private static Uni<Turn> turn(Multi<TurnEvent> events) {
    return events.filter(Ended.class::isInstance).map(event -> ((Ended) event).turn()).toUni();
  }

  /** As {@link #first}, with the text as it comes. */
  public Multi<TurnEvent> streamFirst(
      ModelChoice choice, Question question, List<ChatPicture> pictures, Sampling sampling) {
    String instruction =
        question.options().isEmpty() ? config.openInstruction() : config.optionInstruction();
    List<Part> asked = new ArrayList<>();
    pictures.forEach(picture -> asked.add(new Picture(picture)));
    asked.add(new Text(question.prompt(instruction)));
    List<ChatMessage> conversation = List.of(new ChatMessage(Role.USER, asked));
    return run(choice, conversation, question, sampling);
  }

  /** A turn that goes on from another, with its model and on its cache: text as it comes. */
  public Multi<TurnEvent> streamNext(
      Turn before, String message, Question question, Sampling sampling) {
    List<ChatMessage> conversation = new ArrayList<>(before.conversation());
    conversation.add(ChatMessage.text(Role.USER, message));
    Sampling drawn = sampling.drawingAnew(before.conversation().size());
    return run(before.model(), conversation, question, drawn);
  }

  /** Goes on on a worker thread: the engine's own must not wait for what follows. */
  private Multi<TurnEvent> run(
      ModelChoice choice, List<ChatMessage> conversation, Question question, Sampling sampling) {
    return model.stream(model.prompt(conversation), sampling, choice)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(
            event ->
                event instanceof TextEvent text
                    ? new Said(text.text())
                    : new Ended(
                        turn(choice, conversation, question, ((ResultEvent) event).result())));
  }

  private Turn turn(
      ModelChoice choice, List<ChatMessage> conversation, Question question, ChatResult result) {
    List<ChatMessage> answered = new ArrayList<>(conversation);
    answered.add(ChatMessage.text(Role.ASSISTANT, result.text()));
    return new Turn(choice, answered, result, extractor.extract(result.text(), question.options()));
  }

  private InferenceResponse response(Turn turn) {
    return new InferenceResponse(
        "inf_" + UUID.randomUUID(),
        turn.result().text(),
        turn.answer().found().orElse(null),
        turn.answer().found().isPresent(),
        turn.model().name(),
        turn.result().usage(),
        TimingsMillis.of(turn.result().timings()));
  }
}
