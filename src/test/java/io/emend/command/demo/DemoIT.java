package io.emend.command.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small demo, killed once and started again, from questions to report. */
@Timeout(600)
class DemoIT {
  private static final int QUESTIONS = 120;
  private static final int HELD_OUT = 30;

  @TempDir static Path scratch;
  private static Path out;
  private static Finished finished;
  private static JsonNode result;

  @BeforeAll
  static void run() throws IOException, InterruptedException {
    out = scratch.resolve("demo");
    killInTheCollection();
    finished = Finished.run(demo(), scratch);
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    result = new ObjectMapper().readTree(out.resolve("result.json").toFile());
  }

  private static ProcessBuilder demo() {
    String questions = "--questions=" + QUESTIONS;
    String heldOut = "--held-out=" + HELD_OUT;
    return PackagedApp.with("demo", questions, heldOut, "--out", out.toString());
  }

  private static void killInTheCollection() throws IOException, InterruptedException {
    Process first =
        demo().redirectErrorStream(true).redirectOutput(scratch.resolve("first").toFile()).start();
    while (!collecting() && first.isAlive()) {
      Thread.sleep(20);
    }
    assertThat(first.isAlive()).as("still at it").isTrue();
    first.destroyForcibly().waitFor();
  }

  /** Whether the status of a collection tells of answers, and not of all. */
  private static boolean collecting() throws IOException {
    List<Path> collections = collections();
    return !collections.isEmpty()
        && Files.exists(collections.get(0).resolve("status.json"))
        && Files.readString(collections.get(0).resolve("status.json"))
            .matches(".*\"done\":[1-9].*\"total\":" + QUESTIONS + ".*");
  }

  private static List<Path> collections() throws IOException {
    Path folder = out.resolve("store/collections");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  @Test
  void whatWasKilledIsGoneOnWith() throws IOException {
    assertThat(collections()).hasSize(1);
  }

  @Test
  void eachQuestionIsASample() {
    assertThat(result.path("samples").asInt()).isEqualTo(QUESTIONS);
  }

  @Test
  void pairsAreOfTheSamples() {
    assertThat(result.path("pairs").asInt()).isBetween(1, QUESTIONS);
  }

  @Test
  void outcomesAddUpToTheHeldOutQuestions() {
    for (String model : new String[] {"base", "trained"}) {
      int sum = 0;
      for (JsonNode count : result.path(model).path("outcomes")) {
        sum += count.asInt();
      }
      assertThat(sum).as(model).isEqualTo(HELD_OUT);
    }
  }

  @Test
  void theGainIsTheDifferenceOfDirectAccuracies() {
    double before = result.at("/base/direct").asDouble();
    double after = result.at("/trained/direct").asDouble();
    assertThat(result.at("/comparison/gain").asDouble()).isEqualTo(after - before);
    assertThat(result.at("/comparison/n").asInt()).isEqualTo(HELD_OUT);
    assertThat(result.at("/comparison/pValue").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void controlsStandBesideTheGain() {
    assertThat(result.at("/controls/sft/n").asInt()).isEqualTo(HELD_OUT / 2);
    assertThat(result.at("/controls/plain/n").asInt()).isEqualTo(HELD_OUT / 3);
  }

  @Test
  void theReportIsOnePage() throws IOException {
    assertThat(Files.readString(out.resolve("report.html"))).contains("<html", "</html>");
  }

  @Test
  void theTableIsPrinted() {
    assertThat(finished.out()).contains("category", "SFT on the chosen side", "report.html");
  }
}
