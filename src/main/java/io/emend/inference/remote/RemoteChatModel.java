package io.emend.inference.remote;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.ErrorCategory;
import io.emend.error.ErrorCode;
import io.emend.generation.Sampling;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ChatEvent;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ChatPrompt;
import io.emend.inference.chat.ModelChoice;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A server's answers for reactive callers. What could not be reached is tried again, as long as no
 * text has come.
 */
@Singleton
@Typed(RemoteChatModel.class)
public class RemoteChatModel implements ChatModel {
  private static final int MORE_TRIES = 2;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(1);

  /** Faults after which the server is to be looked at. */
  private static final Set<ErrorCategory> OF_THE_SERVER =
      EnumSet.of(ErrorCategory.UPSTREAM, ErrorCategory.UNAVAILABLE, ErrorCategory.TIMEOUT);

  private final RemoteServer server;
  private final EngineState state;
  private final EngineWatch watch;
  private final RemoteTraffic traffic;
  private final InferenceConfig config;
  private final ChatBody bodies;

  RemoteChatModel(
      RemoteServer server,
      EngineState state,
      EngineWatch watch,
      RemoteTraffic traffic,
      InferenceConfig config,
      ChatBody bodies) {
    this.server = server;
    this.state = state;
    this.watch = watch;
    this.traffic = traffic;
    this.config = config;
    this.bodies = bodies;
  }

  @Override
  public ChatPicture picture(byte[] encoded, BufferedImage decoded) {
    state.require();
    return RemotePicture.of(encoded, decoded);
  }

  @Override
  public ChatPrompt prompt(List<ChatMessage> conversation) {
    state.require();
    return new RemotePrompt(conversation);
  }

  @Override
  public Multi<ChatEvent> stream(ChatPrompt prompt, Sampling sampling, ModelChoice choice) {
    return Multi.createFrom()
        .deferred(
            () -> {
              ServerFacts facts = state.require();
              String model = choice.adapter().orElse(facts.served());
              List<ChatMessage> conversation = ((RemotePrompt) prompt).conversation();
              JsonNode body = bodies.of(facts.flavor(), model, conversation, sampling);
              Instant now = Instant.now();
              return answered(new Asked(facts, model, body, now, now.plus(config.deadline())));
            });
  }

  /**
   * A request.
   *
   * @param model its name at the server
   */
  private record Asked(
      ServerFacts facts, String model, JsonNode body, Instant arrived, Instant deadline) {

    /** Until the deadline, and never nothing. */
    Duration left() {
      Duration left = Duration.between(Instant.now(), deadline);
      return left.isNegative() || left.isZero() ? Duration.ofMillis(1) : left;
    }
  }

  private Multi<ChatEvent> answered(Asked asked) {
    RequestSlots.Slot slot = traffic.slots().enter();
    return Uni.createFrom()
        .completionStage(slot.turn())
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(asked.left())
        .failWith(ChatExchange::deadlineExceeded)
        .onItem()
        .transformToMulti(turn -> tried(asked))
        .onItem()
        .invoke(this::count)
        .onFailure()
        .invoke(e -> traffic.failed())
        .onTermination()
        .invoke(slot::leave);
  }

  private void count(ChatEvent event) {
    if (event instanceof ResultEvent end) {
      traffic.answered(end.result());
    }
  }

  private Multi<ChatEvent> tried(Asked asked) {
    AtomicBoolean begun = new AtomicBoolean();
    return Multi.createFrom()
        .deferred(() -> once(asked))
        .onItem()
        .invoke(event -> begun.set(true))
        .onFailure(e -> !begun.get() && ErrorCode.of(e) == ErrorCode.ENGINE_UNREACHABLE)
        .retry()
        .withBackOff(SHORTEST_WAIT, LONGEST_WAIT)
        .atMost(MORE_TRIES)
        .onFailure(e -> !begun.get() && ErrorCode.of(e) == ErrorCode.ENGINE_MODEL_ABSENT)
        .recoverWithMulti(e -> afterALook(asked))
        .onFailure(e -> OF_THE_SERVER.contains(ErrorCode.of(e).category()))
        .invoke(e -> watch.lookAgain());
  }

  /** A server that started again has lost its adapters, and may have them back by then. */
  private Multi<ChatEvent> afterALook(Asked asked) {
    return Uni.createFrom()
        .completionStage(watch::lookAgain)
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .ifNoItem()
        .after(asked.left())
        .failWith(ChatExchange::deadlineExceeded)
        .onItem()
        .transformToMulti(
            looked -> {
              state.require();
              return once(asked);
            });
  }

  private Multi<ChatEvent> once(Asked asked) {
    Duration queued = Duration.between(asked.arrived(), Instant.now());
    AnswerReader reader = new AnswerReader(asked.facts(), asked.model(), server.faults(), queued);
    return server
        .chat(asked.body(), asked.deadline())
        .onItem()
        .transformToIterable(event -> reader.read(event).map(List::of).orElse(List.of()))
        .onCompletion()
        .continueWith(() -> List.of(reader.result()));
  }
}
