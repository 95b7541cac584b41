package io.emend.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.command.option.HyperparameterOptions;
import io.emend.command.terminal.StepBar;
import io.emend.command.terminal.StepLines;
import io.emend.command.terminal.Terminal;
import io.emend.error.ExitStatus;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.operation.job.NamedTraining;
import io.emend.operation.job.Supervisor;
import io.emend.operation.job.TrainingSession;
import io.emend.storage.StoreRetry;
import io.emend.training.job.TrainingMetrics;
import io.emend.training.job.TrainingPlanner;
import io.emend.training.job.TrainingSpec;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Trains a model on a dataset of preferences. Exit codes: those of {@link ExitStatus}, and 143 or
 * 130 ended by SIGTERM or Ctrl-C with a checkpoint: the same command goes on from there.
 */
@Command(
    name = "train",
    description = "Train an adapter on preference pairs. Run the same command again to resume.",
    mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {

  /** What to train on, in one of two ways. */
  static final class Subject {
    @Option(
        names = "--dataset",
        paramLabel = "NAME[/VERSION]",
        description = "Dataset to train on (default: its latest version).")
    String dataset;

    @Option(names = "--job", paramLabel = "ID", description = "Run a job created by the admin API.")
    String job;
  }

  @ArgGroup(multiplicity = "1")
  Subject subject;

  @Option(
      names = "--model",
      defaultValue = ModelReference.BUNDLED,
      description = "Base model (default: ${DEFAULT-VALUE}).")
  String model;

  @Option(
      names = "--method",
      defaultValue = "dpo",
      description = "Training method: dpo, or sft as a control (default: ${DEFAULT-VALUE}).")
  String method;

  @Option(
      names = "--from-adapter",
      paramLabel = "ID",
      description = "Registered adapter to continue training from.")
  String fromAdapter;

  @Option(names = "--name", description = "Display name of the run.")
  String name;

  @Mixin HyperparameterOptions hyperparameters;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the result to this JSON file.")
  Path json;

  @Spec CommandSpec spec;

  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final Supervisor supervisor;
  private final TrainingPlanner planner;
  private final TrainingSession session;
  private final TrainingMetrics metrics;
  private final NamedTraining named;

  TrainCommand(
      Supervisor supervisor,
      TrainingPlanner planner,
      TrainingSession session,
      TrainingMetrics metrics,
      NamedTraining named) {
    this.supervisor = supervisor;
    this.planner = planner;
    this.session = session;
    this.metrics = metrics;
    this.named = named;
  }

  @Override
  public Integer call() throws IOException {
    boolean done = subject.job == null ? train(requested()) : train(subject.job);
    return (done ? ExitStatus.DONE : ExitStatus.FAILED).code();
  }

  private TrainingSpec requested() {
    String dataset =
        subject.dataset.contains("/")
            ? subject.dataset
            : planner.latest(subject.dataset).toString();
    return TrainingSpec.requested(dataset, model, method, hyperparameters.values(), fromAdapter);
  }

  /** As a job's child process: its output is a log, and it waits for a store that is away. */
  private boolean train(String job) throws IOException {
    StoreRetry retry = new StoreRetry(STORE_PAUSE);
    TrainingSpec request =
        retry.call(() -> TrainingSpec.read(supervisor.job(job).spec().request()));
    StepLines lines = new StepLines(spec.commandLine().getOut());
    return retry.call(() -> session.run(job, request, lines)) && report(job, request);
  }

  /** For a person. */
  private boolean train(TrainingSpec request) throws IOException {
    OutputFile.check("--json", json);
    Optional<String> id;
    Terminal.tell("loading " + request.model());
    try (StepBar bar = new StepBar("train")) {
      id = named.run(request, name, bar);
    }
    return id.isPresent() && report(id.get(), request);
  }

  private boolean report(String id, TrainingSpec request) throws IOException {
    boolean adapter = request.options().lora().isPresent();
    ObjectNode result = new ObjectMapper().createObjectNode();
    result.put("job", id).put("dataset", request.dataset()).put("model", request.model());
    result.put("location", "jobs/" + id + (adapter ? "/adapter/" : "/model/"));
    if (adapter) {
      result.put("adapter", id);
    }
    Optional<JsonNode> last = metrics.latest(id);
    last.ifPresent(values -> result.set("metrics", values));
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        (adapter ? "adapter " + id + " at " : "model at ") + result.get("location").asText());
    out.flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), result);
    }
    return true;
  }
}
