package io.emend.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.DemoTraining.Adapters;
import io.emend.command.DemoTraining.Lesson;
import io.emend.error.EmendException;
import io.emend.inference.ServingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * The whole of self-correction learning on synthetic scenes: collect two-turn answers on a domain
 * that the model does not know, train on the pairs, compare on held-out questions. Exit codes: 0
 * complete, 1 failed or stopped; the same command goes on.
 */
@Command(
    name = "demo",
    description = {
      "Collect a model's own corrections, train on them, measure the gain.",
      "Writes a report, the result and a store of its own under --out."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin DemoOptions options;
  @Spec CommandSpec spec;

  private final ServingModel model;
  private final DemoTraining training;
  private final DemoTrials trials;
  private final ObjectMapper json;

  DemoCommand(ServingModel model, DemoTraining training, DemoTrials trials, ObjectMapper json) {
    this.model = model;
    this.training = training;
    this.trials = trials;
    this.json = json;
  }

  @Override
  public Integer call() throws IOException {
    EmendException.require(
        options.questions > 0, "--questions", "must be at least 1", options.questions);
    EmendException.require(
        options.heldOut > 0, "--held-out", "must be at least 1", options.heldOut);
    Instant start = Instant.now();
    model.load();
    say("1/4  two-turn answers to %d questions about crowded scenes", options.questions);
    Lesson lesson = training.collect(options.questions, options.seed);
    say("2/4  %d pairs: DPO, and SFT on the chosen side as a control", lesson.pairs());
    Adapters adapters = training.adapters(lesson, options.seed);
    say("3/4  %d held-out questions, before and after", options.heldOut);
    DemoFindings findings = trials.run(adapters, options.heldOut);
    say("4/4  report");
    tell(lesson, findings, Duration.between(start, Instant.now()));
    return 0;
  }

  private void tell(Lesson lesson, DemoFindings findings, Duration time) throws IOException {
    Path out = Files.createDirectories(Path.of(options.out));
    Path report = out.resolve("report.html");
    Files.writeString(report, findings.page());
    Path result = out.resolve("result.json");
    json.writerWithDefaultPrettyPrinter()
        .writeValue(result.toFile(), DemoResult.of(lesson, findings, time));
    say("%n%s", findings.table());
    say("%d samples, %d pairs, %d s", lesson.samples(), lesson.pairs(), time.toSeconds());
    say("%s%n%s", report, result);
  }

  private void say(String line, Object... values) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(line.formatted(values));
    terminal.flush();
  }
}
