package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.Soak;
import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import io.emend.model.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real run of a very small model, killed and started again. */
@Timeout(600)
class PretrainIT {
  private static final Path BUNDLED = Path.of("src/main/resources/models/emend-tiny");
  private static final int KILLS = Soak.length(8, 2);

  @TempDir static Path scratch;
  private static Path model;
  private static byte[] undisturbed;

  @BeforeAll
  static void runUndisturbed() throws IOException {
    model = Files.createDirectories(scratch.resolve("model"));
    for (String file :
        List.of(
            "tokenizer.json",
            "preprocessor_config.json",
            "tokenizer_config.json",
            "processor_config.json",
            "generation_config.json",
            "chat_template.jinja")) {
      Files.copy(BUNDLED.resolve(file), model.resolve(file));
    }
    ObjectMapper json = new ObjectMapper();
    ObjectNode config = (ObjectNode) json.readTree(BUNDLED.resolve("config.json").toFile());
    for (String part : List.of("vision_config", "text_config")) {
      ((ObjectNode) config.path(part))
          .put("hidden_size", 16)
          .put("intermediate_size", 32)
          .put("num_hidden_layers", 1)
          .put("num_attention_heads", 2);
    }
    ((ObjectNode) config.path("text_config")).put("head_dim", 8);
    json.writeValue(model.resolve("config.json").toFile(), config);
    undisturbed = weights(finish(scratch.resolve("undisturbed")));
  }

  private static ProcessBuilder pretrain(Path out) {
    return PackagedApp.with(
        "pretrain",
        "--model",
        model.toString(),
        "--from-scratch",
        "--out",
        out.toString(),
        "--steps",
        "60",
        "--checkpoint-every",
        "2",
        "--seed",
        "5");
  }

  private static Path finish(Path out) throws IOException {
    Finished finished = Finished.run(pretrain(out), scratch);
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    return out;
  }

  private static byte[] weights(Path out) throws IOException {
    return Files.readAllBytes(out.resolve("model.safetensors"));
  }

  private static Set<Path> checkpoints(Path out) throws IOException {
    Path folder = Files.createDirectories(out.resolve("checkpoints"));
    try (Stream<Path> files = Files.list(folder)) {
      return files.collect(Collectors.toSet());
    }
  }

  /** A running child that has begun a checkpoint of its own. */
  private static Process underWay(Path out) throws IOException, InterruptedException {
    Set<Path> before = checkpoints(out);
    Path log = Files.createTempFile(scratch, "killed", ".log");
    Process child = pretrain(out).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (child.isAlive() && before.containsAll(checkpoints(out))) {
      TimeUnit.MILLISECONDS.sleep(2);
    }
    assertThat(child.isAlive()).as(Files.readString(log)).isTrue();
    return child;
  }

  @Test
  void theResultIsAModelThatCanBeOpened() {
    assertThatNoException()
        .isThrownBy(() -> ModelLoader.processor(scratch.resolve("undisturbed")).close());
  }

  @Test
  void killedAtRandomMomentsARunEndsWithTheSameBytes() throws IOException, InterruptedException {
    Path out = scratch.resolve("killed");
    SplittableRandom random = new SplittableRandom();
    for (int kill = 0; kill < KILLS; kill++) {
      Process child = underWay(out);
      TimeUnit.MILLISECONDS.sleep(random.nextInt(60));
      child.destroyForcibly().waitFor();
    }
    assertThat(weights(finish(out))).isEqualTo(undisturbed);
  }

  @Test
  void askedToStopARunEndsLaterWithTheSameBytes() throws IOException, InterruptedException {
    Path out = scratch.resolve("stopped");
    Process child = underWay(out);
    child.destroy();
    child.waitFor();
    assertThat(weights(finish(out))).isEqualTo(undisturbed);
  }

  @Test
  void otherOptionsThanTheRunBeganWithAreRefused() throws IOException {
    ProcessBuilder other = pretrain(scratch.resolve("undisturbed"));
    other.command().addAll(List.of("--learning-rate", "0.1"));
    Finished finished = Finished.run(other, scratch);
    assertThat(finished.exitCode()).isEqualTo(4);
    assertThat(finished.err())
        .contains("checkpoint_invalid", "learningRate=0.0015", "learningRate=0.1");
  }
}
