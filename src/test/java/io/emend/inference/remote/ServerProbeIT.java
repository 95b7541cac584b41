package io.emend.inference.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a server says of itself, and what is made of it. */
class ServerProbeIT extends AgainstScriptedServer {
  private String reason(Map<String, String> changes) {
    create(changes).serving();
    return engine.model.unavailableReason();
  }

  /** The list of a server that is not vLLM. */
  private void lists(String... names) {
    ObjectNode list = JsonNodeFactory.instance.objectNode();
    for (String name : names) {
      list.withArray("data").addObject().put("id", name).put("owned_by", "library");
    }
    list.withArray("data");
    server.path("/v1/models", list);
  }

  @Test
  void theOnlyBaseModelIsServedUnderTheLastPartOfItsName() {
    assertThat(reason(Map.of())).isEmpty();
    assertThat(engine.model.baseName()).isEqualTo("base-model");
  }

  @Test
  void vllmIsRecognisedAndKnowsItsContext() {
    reason(Map.of());
    assertThat(engine.model.models().get(0).contextLength()).isEqualTo(2048);
  }

  @Test
  void oneOfSeveralModelsMustBeNamed() {
    lists("llava:7b", "qwen");
    assertThat(reason(Map.of()))
        .contains("emend.inference.remote.model must be given unless the server has one base model")
        .contains("[llava:7b, qwen]");
  }

  @Test
  void aNameWithAColonHasAHyphenHere() {
    lists("llava:7b", "qwen");
    assertThat(reason(Map.of("emend.inference.remote.model", "llava:7b"))).isEmpty();
    assertThat(engine.model.baseName()).isEqualTo("llava-7b");
  }

  @Test
  void aModelThatTheServerDoesNotHaveIsTold() {
    assertThat(reason(Map.of("emend.inference.remote.model", "other")))
        .contains("engine_model_absent")
        .contains("does not have the model other (emend.inference.remote.model) but");
  }

  @Test
  void transformersTakesAPathThatItDoesNotList() {
    lists();
    ObjectNode api = JsonNodeFactory.instance.objectNode();
    api.putObject("paths").putObject("/load_model");
    server.path("/openapi.json", api);
    assertThat(reason(Map.of("emend.inference.remote.model", "/models/tiny"))).isEmpty();
    engine.ask("why?");
    assertThat(server.asked.get(0).has("generation_config")).isTrue();
  }

  @Test
  void anAnswerThatIsNoListIsTold() {
    server.path("/v1/models", JsonNodeFactory.instance.objectNode());
    assertThat(reason(Map.of())).contains("does not list its models as OpenAI's API does");
  }

  @Test
  void theKeyIsSentAndNeverTold() throws IOException {
    Path key = store.resolve("key");
    Files.writeString(key, "sk-secret\n");
    assertThat(reason(Map.of("emend.inference.remote.api-key-file", key.toString()))).isEmpty();
    assertThat(server.keys).containsOnly("Bearer sk-secret");
  }

  @Test
  void aKeyOfTwoLinesIsRefusedAndNotRepeated() throws IOException {
    Path key = store.resolve("key");
    Files.writeString(key, "sk-secret\nsk-other");
    assertThat(reason(Map.of("emend.inference.remote.api-key-file", key.toString())))
        .contains("emend.inference.remote.api-key-file must hold one key")
        .doesNotContain("sk-");
  }

  @Test
  void aHostThatIsNoneIsRefusedAndItsUserIsNotRepeated() {
    String url = "http://user:secret@my_vllm:8000/v1";
    assertThat(reason(Map.of("emend.inference.remote.url", url)))
        .contains("emend.inference.remote.url must be http:// or https:// with a host")
        .doesNotContain("secret");
  }

  @Test
  void aFieldThatRequestsDecideIsNoSetting() {
    assertThat(reason(Map.of("emend.inference.remote.extra-body.temperature", "0")))
        .contains("emend.inference.remote.extra-body must not have fields that requests decide");
  }

  @Test
  void aSilenceOfNothingIsRefused() {
    assertThat(reason(Map.of("emend.inference.remote.timeout", "0s")))
        .contains("emend.inference.remote.timeout must be at least a millisecond");
  }

  @Test
  void aKeyFileThatIsNotThereIsTold() {
    assertThat(reason(Map.of("emend.inference.remote.api-key-file", "/nowhere/key")))
        .contains("engine_unauthorized")
        .contains("/nowhere/key");
  }

  @Test
  void aKeyInTheAddressIsRefusedAndNotRepeated() {
    String url = server.url().replace("http://", "http://user:secret@");
    assertThat(reason(Map.of("emend.inference.remote.url", url)))
        .contains("emend.inference.remote.url must have no user")
        .doesNotContain("secret");
  }

  @Test
  void anAddressMustBeGiven() {
    assertThat(reason(Map.of("emend.inference.remote.url", "")))
        .contains("emend.inference.remote.url must be given for the engine openai");
  }

  @Test
  void aServerThatIsNotThereIsAwaited() {
    assertThat(engineAt("http://127.0.0.1:9/v1")).contains("engine_unreachable");
    assertThat(engine.model.awaited()).isTrue();
  }

  /** Of a start that goes on. */
  private String engineAt(String url) {
    create(Map.of("emend.inference.remote.url", url));
    engine.model.start(new StartupEvent());
    while (engine.model.starting()) {
      Thread.onSpinWait();
    }
    return engine.model.unavailableReason();
  }
}
