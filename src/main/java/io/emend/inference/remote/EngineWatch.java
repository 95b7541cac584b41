package io.emend.inference.remote;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.Explanation;
import io.emend.generation.EngineStats;
import io.emend.inference.EngineKind;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.chat.EngineDescription;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Keeps what is known of the server true: asks it at the start, now and then, and when an answer
 * has failed, and has it load the adapters that it should have and lost when it started again.
 */
@Singleton
public class EngineWatch {
  private static final Logger LOG = Logger.getLogger(EngineWatch.class);
  private static final Duration SOON = Duration.ofSeconds(1);

  private final ServerProbe probe;
  private final ServedAdapters adapters;
  private final RemoteAdapters host;
  private final EngineState state;
  private final RemoteConfig config;
  private final ScheduledExecutorService thread = NamedExecutors.scheduled("emend-remote");

  private final Object sharing = new Object();

  /** A look that was asked for and has not begun; null while there is none. */
  private CompletableFuture<Void> upcoming;

  private boolean open;
  private boolean lost = true;
  private ScheduledFuture<?> next;

  EngineWatch(
      ServerProbe probe,
      ServedAdapters adapters,
      RemoteAdapters host,
      EngineState state,
      RemoteConfig config) {
    this.probe = probe;
    this.adapters = adapters;
    this.host = host;
    this.state = state;
    this.config = config;
  }

  /** Looks at once, and again as long as the process runs. */
  void start() {
    thread.execute(this::look);
  }

  /**
   * Looks at once and on this thread.
   *
   * @throws EmendException why the server cannot answer
   */
  void lookOnce() {
    state.ready(looked());
  }

  /** Looks at once on its own thread; done when it has looked. Who asks meanwhile shares it. */
  CompletableFuture<Void> lookAgain() {
    synchronized (sharing) {
      if (thread.isShutdown()) {
        return CompletableFuture.completedFuture(null);
      }
      if (upcoming == null) {
        upcoming = CompletableFuture.runAsync(this::lookForAll, thread);
      }
      // A copy: who goes away must not cancel it for the others.
      return upcoming.copy();
    }
  }

  private void lookForAll() {
    synchronized (sharing) {
      upcoming = null;
    }
    look();
  }

  /** The base model's name in the API: by the settings, or as the server has told it. */
  Optional<String> name() {
    return config.model().map(ServerFacts::nameOf).or(() -> state.known().map(ServerFacts::name));
  }

  void stop() {
    state.stop();
    thread.shutdownNow();
    adapters.close();
  }

  private void look() {
    boolean well = false;
    try {
      well = found();
    } finally {
      lost = !well;
      again(well ? config.probe() : SOON);
    }
  }

  /** Tells whether the server answers. */
  private boolean found() {
    try {
      ServerFacts facts = looked();
      if (!state.unavailableReason().isEmpty()) {
        LOG.infof(
            "model %s is ready: engine %s, flavor %s",
            facts.name(), host.address(), facts.flavor());
      }
      state.ready(facts);
      return true;
    } catch (EmendException e) {
      tell(e);
      state.trouble(e);
    } catch (RuntimeException e) {
      if (!thread.isShutdown()) {
        LOG.error("the engine cannot be watched", e);
        state.trouble(new EmendException(ErrorCode.INTERNAL, "the engine cannot be watched", e));
      }
    }
    return false;
  }

  private void tell(EmendException trouble) {
    String before = state.unavailableReason();
    if (!before.endsWith(trouble.getMessage())) {
      LOG.errorf("the engine does not answer: %s; it is asked again", trouble.getMessage());
    }
  }

  private void again(Duration pause) {
    if (next != null) {
      next.cancel(false);
    }
    if (!pause.isZero() && !thread.isShutdown()) {
      next = thread.schedule(this::look, pause.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** As {@link #name}, asked of the server where nothing else tells. Blocking. */
  String askedName() {
    return name().orElseGet(() -> probe.ask().name());
  }

  /**
   * As the server says at this moment, also where nothing is served from here.
   *
   * @param unavailable why this process does not answer, empty where it does or need not
   */
  EngineDescription described(String unavailable, EngineStats stats) {
    Optional<ServerFacts> facts = Optional.empty();
    String reason = unavailable;
    try {
      facts = Optional.of(probe.ask());
    } catch (EmendException e) {
      reason = Explanation.of(e);
    }
    return new EngineDescription(
        EngineKind.OPENAI.word(),
        host.address(),
        facts.map(known -> known.flavor().word()).orElse(null),
        facts.map(ServerFacts::version).orElse(null),
        facts.map(ServerFacts::name).or(this::name).orElse(null),
        facts.map(ServerFacts::contextLength).orElse(null),
        facts.map(known -> known.adapters().keySet().stream().sorted().toList()).orElse(List.of()),
        EngineDescription.state(reason),
        stats.running(),
        stats.waiting());
  }

  private synchronized ServerFacts looked() {
    ServerFacts facts = probe.ask();
    requireSameModel(facts);
    host.server(facts);
    if (!open) {
      adapters.open(host, facts.name());
      open = true;
    } else if (lost || misses(facts)) {
      adapters.reload();
    }
    return facts;
  }

  private void requireSameModel(ServerFacts facts) {
    state
        .known()
        .filter(before -> !before.served().equals(facts.served()))
        .ifPresent(
            before -> {
              throw new EmendException(
                  ErrorCode.ENGINE_MODEL_ABSENT,
                  "the engine at %s does not have the model %s any more but %s"
                      .formatted(host.address(), before.served(), facts.served()));
            });
  }

  private boolean misses(ServerFacts facts) {
    return adapters.ids().stream().anyMatch(id -> !host.has(facts, id));
  }
}
