package io.emend.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.inference.SwapModel;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.registry.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Adapters of a server that is called {@code model} here: {@code one} is in production, {@code two}
 * is registered.
 */
class RemoteAdaptersIT extends AgainstScriptedServer {
  @TempDir Path shared;

  @Override
  RemoteEngine create(Map<String, String> changes) {
    if (Files.notExists(store.resolve("registry"))) {
      SwapModel.fill(store);
    }
    server.rename("/checkpoints/model");
    Map<String, String> settings = new HashMap<>(changes);
    settings.putIfAbsent("emend.inference.remote.adapter-dir", shared.toString());
    return super.create(settings);
  }

  private void serve() {
    create(Map.of()).serving();
  }

  private static void await(BooleanSupplier state) throws InterruptedException {
    while (!state.getAsBoolean()) {
      Thread.sleep(10);
    }
  }

  @Test
  void adaptersAreLoadedFromTheDirectoryThatBothSee() {
    serve();
    assertThat(server.adapters).containsOnlyKeys("one", "two");
    assertThat(Path.of(server.adapters.get("one")))
        .startsWith(shared.resolve("model"))
        .isDirectoryContaining("glob:**adapter_model.safetensors")
        .isDirectoryContaining("glob:**adapter_config.json");
  }

  @Test
  void whatIsInProductionIsAskedByItsName() {
    serve();
    engine.ask("why?");
    assertThat(server.asked.get(0).path("model").asText()).isEqualTo("one");
  }

  @Test
  void theBaseModelIsAskedByTheNameThatTheServerHasForIt() {
    serve();
    engine
        .chat
        .generate(engine.chat.prompt(List.of()), Sampling.GREEDY, engine.model.require("model"))
        .await()
        .indefinitely();
    assertThat(server.asked.get(0).path("model").asText()).isEqualTo("/checkpoints/model");
  }

  @Test
  void baseAndAdaptersAreListed() {
    serve();
    assertThat(engine.model.models()).extracting("name").containsExactly("model", "one", "two");
    assertThat(engine.model.models()).extracting("contextLength").containsOnly(2048);
  }

  @Test
  void aServerThatStartedAgainGetsItsAdaptersBeforeItAnswers() {
    create(Map.of("emend.inference.remote.probe", "1h", "emend.inference.registry-poll", "1h"))
        .serving();
    server.kill();
    server.startAgain();
    ChatResult answer = engine.ask("why?");
    assertThat(answer.text()).isEqualTo("Hello world");
    assertThat(server.asked).extracting(body -> body.path("model").asText()).containsOnly("one");
    assertThat(server.adapters).containsKey("one");
  }

  @Test
  void aPromotionIsServedWhenItReturns() {
    serve();
    Registry promoted =
        engine.registries.update(
            "model", now -> now.promote("two", "ev2", List.of(), Instant.now()));
    engine.model.swap(promoted);
    engine.ask("why?");
    assertThat(server.asked.get(0).path("model").asText()).isEqualTo("two");
  }

  @Test
  void theBaseModelDoesNotAnswerForAnAdapterThatCannotBeLoaded() throws Exception {
    create(Map.of());
    Path weights = store.resolve("jobs/one/adapter/adapter_model.safetensors");
    Path aside = Files.move(weights, store.resolve("aside"));
    engine.serving();
    assertThat(engine.model.unavailableReason())
        .contains("adapter one cannot be put into production");
    assertThatThrownBy(() -> engine.ask("why?")).isInstanceOf(EmendException.class);
    Files.move(aside, weights);
    await(() -> engine.model.unavailableReason().isEmpty());
    assertThat(engine.model.require(null).name()).isEqualTo("one");
  }

  @Test
  void aServerThatLoadsNoAdaptersSaysSo() {
    create(Map.of("emend.inference.remote.flavor", "openai")).serving();
    assertThat(engine.model.unavailableReason())
        .contains("a server of flavor openai, loads no adapters");
  }

  @Test
  void withoutADirectoryNoAdapterIsLoaded() {
    create(Map.of("emend.inference.remote.adapter-dir", "")).serving();
    assertThat(engine.model.unavailableReason())
        .contains("emend.inference.remote.adapter-dir must be given");
  }

  @Test
  void aDamagedCopyIsReplaced() throws IOException {
    serve();
    Path copy = Path.of(server.adapters.get("one")).resolve("adapter_model.safetensors");
    byte[] whole = Files.readAllBytes(copy);
    Files.write(copy, new byte[10]);
    engine.close();
    create(Map.of()).serving();
    assertThat(copy).hasBinaryContent(whole);
  }

  @Test
  void anAdapterOfThatNameFromElsewhereIsReplaced() {
    server.adapters.put("one", "/somewhere/else");
    serve();
    assertThat(server.adapters.get("one")).startsWith(shared.toString());
  }

  @Test
  void anAdapterThatIsReplacedAtTheServerIsLoadedAgain() throws Exception {
    serve();
    server.adapters.put("one", "/somewhere/else");
    await(() -> server.adapters.get("one").startsWith(shared.toString()));
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsNamed() throws IOException {
    Path file = Files.writeString(shared.resolve("file"), "no directory");
    create(Map.of("emend.inference.remote.adapter-dir", file.toString())).serving();
    assertThat(engine.model.unavailableReason())
        .contains("emend.inference.remote.adapter-dir must be a directory to write to");
  }

  @Test
  void aServerThatNowHasAnotherModelIsNotAsked() throws Exception {
    serve();
    server.rename("/checkpoints/other");
    await(() -> engine.model.unavailableReason().contains("any more but /checkpoints/other"));
    assertThatThrownBy(() -> engine.model.require(null)).isInstanceOf(EmendException.class);
  }

  @Test
  void whoAsksWhileTheServerIsAwayIsHeldUntilItIsBack() throws Exception {
    serve();
    server.kill();
    await(engine.model::awaited);
    CompletableFuture<Void> held = engine.model.settled().toCompletableFuture();
    assertThat(held).isNotDone();
    server.startAgain();
    held.get(20, TimeUnit.SECONDS);
    assertThat(engine.ask("why?").text()).isEqualTo("Hello world");
  }
}
