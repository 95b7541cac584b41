package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import io.emend.training.job.JobData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Training from the command line. */
@Timeout(600)
class TrainIT {
  @TempDir Path scratch;
  private Path store;

  @BeforeEach
  void write() {
    store = scratch.resolve("store");
    JobData.write(store, 6);
  }

  private ProcessBuilder train(String epochs) {
    ProcessBuilder builder =
        PackagedApp.with(
            "train",
            "--dataset=few",
            "--model=" + JobData.MODEL,
            "--epochs=" + epochs,
            "--batch=2",
            "--checkpoint-every=1",
            "--json=" + scratch.resolve("result.json"));
    builder.environment().put("EMEND_STORAGE_PATH", store.toString());
    return builder;
  }

  private JsonNode result() throws IOException {
    return new ObjectMapper().readTree(scratch.resolve("result.json").toFile());
  }

  @Test
  void aRunEndsWithAnAdapterThatTheSameCommandFinds() throws IOException {
    Finished finished = Finished.run(train("1"), scratch);
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    Path job = store.resolve("jobs").resolve(result().path("job").asText());
    assertThat(result().at("/metrics/step").asInt()).isEqualTo(3);
    assertThat(job.resolve("adapter/adapter_model.safetensors")).exists();
    assertThat(job.resolve("status.json")).content().contains("succeeded");
    JsonNode first = result();
    Finished again = Finished.run(train("1"), scratch);
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(result()).isEqualTo(first);
  }

  /** 143 is 128 and the number of SIGTERM. */
  @Test
  void aSignalEndsTheRunWithACheckpoint() throws IOException, InterruptedException {
    Path log = scratch.resolve("log");
    Process child = train("1000").redirectErrorStream(true).redirectOutput(log.toFile()).start();
    while (child.isAlive() && checkpoints() == 0) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    child.destroy();
    assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(child.exitValue()).as(Files.readString(log)).isEqualTo(143);
    assertThat(checkpoints()).isPositive();
  }

  /** Whole ones in the store. */
  private long checkpoints() throws IOException {
    try (Stream<Path> files = Files.walk(store.resolve("jobs"))) {
      return files.filter(file -> file.endsWith("position.json")).count();
    } catch (NoSuchFileException | UncheckedIOException e) {
      return 0;
    }
  }

  @Test
  void anUnknownDatasetIsTold() throws IOException {
    ProcessBuilder other = PackagedApp.with("train", "--dataset=none");
    other.environment().put("EMEND_STORAGE_PATH", store.toString());
    Finished finished = Finished.run(other, scratch);
    assertThat(finished.exitCode()).isEqualTo(4);
    assertThat(finished.err()).contains("dataset_not_found");
  }
}
