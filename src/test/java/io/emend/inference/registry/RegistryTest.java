package io.emend.inference.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.storage.file.FileObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTest {
  private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private final Registry two =
      Registry.empty("base")
          .register("a", "jobs/a/adapter/", NOW)
          .register("b", "jobs/b/adapter/", NOW);

  @Test
  void theBaseAnswersUntilSomethingIsPromoted() {
    assertThat(two.production()).isNull();
  }

  @Test
  void aForcedPromotionKeepsWhatWasOverruled() {
    Registry promoted = two.promote("a", "ev1", List.of("too few samples"), NOW);
    assertThat(promoted.production()).isEqualTo("a");
    assertThat(promoted.history())
        .containsExactly(
            new Transition(
                Transition.Kind.PROMOTION, "a", "ev1", true, List.of("too few samples"), NOW));
  }

  @Test
  void rollbacksGoBackStepByStepToTheBase() {
    Registry both = two.promote("a", "ev1", List.of(), NOW).promote("b", "ev2", List.of(), NOW);
    assertThat(both.rollback(NOW).production()).isEqualTo("a");
    assertThat(both.rollback(NOW).rollback(NOW).production()).isNull();
  }

  @Test
  void theBaseCannotBeRolledBack() {
    assertThatThrownBy(() -> two.rollback(NOW)).hasMessageContaining("base is in production");
  }

  @Test
  void onlyARegisteredAdapterCanBePromoted() {
    assertThatThrownBy(() -> two.promote("c", null, List.of("none"), NOW))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("must be registered, was c");
  }

  @Test
  void anIdStandsForOneLocation() {
    assertThat(two.register("a", "jobs/a/adapter/", NOW)).isSameAs(two);
    assertThatThrownBy(() -> two.register("a", "jobs/c/adapter/", NOW))
        .hasMessageContaining("is registered already");
  }

  @Test
  void anAdapterCannotTakeTheBasesName() {
    assertThatThrownBy(() -> two.register("base", "jobs/c/adapter/", NOW))
        .hasMessageContaining("must not be the base model's");
  }

  @Test
  void everyChangeHasTheNextRevision() {
    assertThat(two.promote("a", null, List.of("none"), NOW).revision())
        .isEqualTo(two.revision() + 1);
  }

  @Test
  void aProductionThatHistoryDoesNotTellIsRefused() {
    assertThatThrownBy(() -> new Registry("base", 3, "a", two.adapters(), List.of()))
        .hasMessageContaining("must be what history says");
  }

  @Test
  void whatIsKeptIsReadAgain(@TempDir Path directory) {
    RegistryStore store = new RegistryStore(new FileObjectStore(directory));
    store.update("base", now -> two.promote("a", "ev1", List.of(), NOW));
    assertThat(store.read("base")).isEqualTo(two.promote("a", "ev1", List.of(), NOW));
  }
}
