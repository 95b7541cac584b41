package io.emend.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.command.terminal.EvaluationBar;
import io.emend.command.terminal.Terminal;
import io.emend.error.EmendException;
import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.score.ComparisonTable;
import io.emend.evaluation.score.ModelComparison;
import io.emend.evaluation.source.LabelledSources;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.operation.OperationProgress;
import io.emend.operation.evaluation.EvaluatedModels;
import io.emend.operation.evaluation.EvaluationCounts;
import io.emend.operation.evaluation.EvaluationReports;
import io.emend.operation.evaluation.EvaluationRun;
import io.emend.operation.evaluation.EvaluationSpec;
import io.emend.operation.evaluation.ModelEvaluator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores the model in service on labelled samples, or one model against another. */
@Command(
    name = "evaluate",
    description = "Evaluate a model on labelled samples, or compare two models.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

  /** What to evaluate, in one of two ways. */
  static final class Subject {
    @Option(
        names = "--source",
        description =
            "Source: scenes:DOMAIN/SPLIT[?seed=N], or a .jsonl, .csv, .tsv or .parquet file.")
    String source;

    @Option(
        names = "--evaluation",
        paramLabel = "ID",
        description = "Run an evaluation created by the admin API; other options are ignored.")
    String evaluation;
  }

  @ArgGroup(multiplicity = "1")
  Subject subject;

  @Option(
      names = "--compare",
      arity = "2",
      paramLabel = "MODEL",
      description = "Two models to compare, the second against the first: adapter ids, or base.")
  List<String> compare;

  @Option(
      names = "--mode",
      defaultValue = "direct",
      description = "Evaluation mode: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  EvaluationMode mode;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      description = "Maximum number of samples (default: ${DEFAULT-VALUE}).")
  int limit;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the scores to this JSON file.")
  Path json;

  @Option(
      names = "--report",
      paramLabel = "FILE",
      description = "With --compare, also write an HTML report with plots and examples.")
  Path report;

  @Option(
      names = "--samples",
      paramLabel = "FILE",
      description =
          "Also write the responses to each sample as JSON Lines (default: with --json or"
              + " --report, a .samples.jsonl file beside it).")
  Path samples;

  @Spec CommandSpec spec;

  private final ModelLifecycle model;
  private final ModelEvaluator trials;
  private final EvaluationReports reports;
  private final LabelledSources sources;
  private final EvaluationRun run;

  EvaluateCommand(
      ModelLifecycle model,
      ModelEvaluator trials,
      EvaluationReports reports,
      LabelledSources sources,
      EvaluationRun run) {
    this.model = model;
    this.trials = trials;
    this.reports = reports;
    this.sources = sources;
    this.run = run;
  }

  @Override
  public Integer call() throws IOException {
    if (subject.evaluation == null) {
      evaluate();
    } else {
      model.loadPatiently();
      run.run(subject.evaluation, this::line);
    }
    return 0;
  }

  /** As a job's process: its output is a log. */
  private void line(OperationProgress<EvaluationCounts> now) {
    print("%s: %d of %d samples%n".formatted(now.counts().model(), now.done(), now.total()));
  }

  private void evaluate() throws IOException {
    EmendException.require(
        report == null || compare != null, "--report", "must stand with --compare", report);
    OutputFile.check("--json", json);
    OutputFile.check("--report", report);
    OutputFile.check("--samples", samples);
    // What is wrong with the source is told before the model takes its time to load.
    sources.check(subject.source);
    Terminal.tell("loading " + model.name().orElse("the model"));
    model.load();
    EvaluatedModels trial = trial();
    ModelComparison comparison = trial.comparison();
    if (comparison == null) {
      print(trial.reports().get(0).table());
      writeJson(trial.reports().get(0));
    } else {
      print(ComparisonTable.of(comparison));
      writeJson(comparison);
    }
    writeReport(trial);
    writeSamples(trial);
  }

  private EvaluatedModels trial() {
    List<String> models = compare == null ? List.of(trials.production()) : compare;
    EvaluationSpec wanted =
        trials.named(new EvaluationSpec(models, subject.source, List.of(mode), limit));
    try (EvaluationBar bar = new EvaluationBar("evaluate")) {
      return trials.run(wanted, (name, now) -> bar.show(name, now.done(), now.total()));
    }
  }

  private void print(String table) {
    PrintWriter out = spec.commandLine().getOut();
    out.print(table);
    out.flush();
  }

  private void writeJson(Object scores) throws IOException {
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), scores);
    }
  }

  private void writeReport(EvaluatedModels trial) throws IOException {
    if (report != null) {
      Files.writeString(report, reports.page(trial.results()));
    }
  }

  private void writeSamples(EvaluatedModels trial) throws IOException {
    Path beside = json == null ? report : json;
    if (samples != null || beside != null) {
      SampleFile.write(samples == null ? SampleFile.beside(beside) : samples, trial.results());
    }
  }
}
