package io.emend.inference.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.DefaultSettings;
import io.emend.engine.Engine;
import io.emend.engine.GenerationListener;
import io.emend.engine.GenerationRequest;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.EngineStats;
import io.emend.inference.InferenceConfig;
import io.emend.model.ModelLoader;
import io.emend.model.Processor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WarmUpTest {
  private static final Path MODEL = Path.of("src/test/resources/golden/clip-gqa-tied/model");

  private final List<String> late = new ArrayList<>();
  private final List<GenerationListener> waiting = new ArrayList<>();

  /** An engine that answers when the test says so. */
  private final class Held implements Engine {
    @Override
    public Cancellation submit(GenerationRequest request, GenerationListener listener) {
      waiting.add(listener);
      return () -> {};
    }

    @Override
    public EngineStats stats() {
      return EngineStats.NONE;
    }

    @Override
    public CompletableFuture<Void> loadAdapter(String id, Path directory) {
      return new CompletableFuture<>();
    }

    @Override
    public CompletableFuture<Void> unloadAdapter(String id) {
      return new CompletableFuture<>();
    }

    @Override
    public void close() {}
  }

  private void warmUp(Runnable whenLate) {
    InferenceConfig config =
        DefaultSettings.of(
            InferenceConfig.class,
            Map.of("emend.inference.warm-up-limit", "1ms", "emend.inference.batch", "2"));
    WarmUp warmUp =
        new WarmUp(
            config,
            reason -> {
              late.add(reason);
              whenLate.run();
            });
    try (Processor processor = ModelLoader.processor(MODEL)) {
      warmUp.answer(new Held(), processor, Optional.empty());
    }
  }

  private void answer() {
    List.copyOf(waiting).forEach(listener -> listener.onComplete(null));
  }

  @Test
  void whatTakesLongIsToldAgainAndAgainUntilItIsAnswered() {
    warmUp(
        () -> {
          if (late.size() >= 3) {
            answer();
          }
        });
    assertThat(late.get(0)).contains("within PT0.001S", "emend.inference.warm-up-limit");
    assertThat(late.get(2)).contains("within PT0.003S");
    assertThat(waiting).hasSize(3);
  }

  @Test
  void whatFailsIsToldAsItIs() {
    EmendException broken = new EmendException(ErrorCode.INTERNAL, "broken");
    EmendException thrown =
        catchThrowableOfType(
            EmendException.class, () -> warmUp(() -> waiting.get(0).onError(broken)));
    assertThat(thrown).isSameAs(broken);
  }
}
