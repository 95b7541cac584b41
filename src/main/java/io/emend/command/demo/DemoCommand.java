package io.emend.command.demo;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.AdminClient;
import io.emend.command.demo.DemoTraining.Adapters;
import io.emend.command.demo.DemoTraining.Lesson;
import io.emend.error.EmendException;
import io.quarkus.vertx.http.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
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
 * The whole of self-correction learning on synthetic scenes, through the API of a server that the
 * process starts: collect two-turn answers on a domain that the model does not know, train on the
 * pairs, compare on held-out questions. The same command goes on where it was stopped.
 */
@Command(
    name = "demo",
    description = {
      "Collect corrections, train on them and measure the gain.",
      "Writes a report, the result and its own store to --out."
    })
public final class DemoCommand implements Callable<Integer> {
  @Mixin DemoOptions options;
  @Spec CommandSpec spec;

  private final HttpServer server;
  private final ObjectMapper json;

  DemoCommand(HttpServer server, ObjectMapper json) {
    this.server = server;
    this.json = json;
  }

  @Override
  public Integer call() throws IOException {
    EmendException.require(
        options.questions > 0, "--questions", "must be at least 1", options.questions);
    EmendException.require(
        options.heldOut > 0, "--held-out", "must be at least 1", options.heldOut);
    Instant start = Instant.now();
    URI address = URI.create("http://127.0.0.1:" + server.getPort());
    say("a server is at %s, its store in %s", address, options.store());
    AdminClient admin = new AdminClient(address, json);
    admin.awaitReady();
    DemoTraining training = new DemoTraining(admin);
    say("1/4  two-turn answers to %d questions about crowded scenes", options.questions);
    // A result that is there ends a demo: the next one collects its own answers.
    boolean anew = Files.deleteIfExists(result());
    Lesson lesson = training.collect(options.questions, options.seed, anew);
    say("2/4  %d pairs: DPO, and SFT on the chosen side as a control", lesson.pairs());
    Adapters adapters = training.adapters(lesson, options.seed);
    say("3/4  %d held-out questions, before and after", options.heldOut);
    DemoFindings findings = new DemoTrials(admin).run(adapters, options.heldOut);
    say("4/4  report");
    tell(lesson, findings, Duration.between(start, Instant.now()));
    advise(adapters.dpo(), findings.evaluation());
    return 0;
  }

  private Path result() {
    return Path.of(options.out, "result.json");
  }

  private void tell(Lesson lesson, DemoFindings findings, Duration time) throws IOException {
    Path report = Path.of(options.out, "report.html");
    Files.writeString(report, findings.report());
    json.writerWithDefaultPrettyPrinter()
        .writeValue(result().toFile(), DemoResult.of(lesson, findings, time));
    say("%n%s", findings.table());
    say("%d samples, %d pairs, %d s", lesson.samples(), lesson.pairs(), time.toSeconds());
    say("%s%n%s", report, result());
  }

  private void advise(String adapter, String evaluation) {
    say("%nto put the adapter into production, if the gate lets it:");
    say("EMEND_STORAGE_PATH=%s ./emend serve", options.store());
    say(
        "curl -H 'Content-Type: application/json' -d '{\"evaluation\":\"%s\"}'"
            + " http://127.0.0.1:8080/admin/v1/adapters/%s/promote",
        evaluation, adapter);
  }

  private void say(String line, Object... values) {
    PrintWriter terminal = spec.commandLine().getOut();
    terminal.println(line.formatted(values));
    terminal.flush();
  }
}
