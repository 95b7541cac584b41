package io.emend.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.EvaluationReport;
import io.emend.evaluation.EvaluationRequest;
import io.emend.evaluation.EvaluationService;
import io.emend.evaluation.LabelledSource;
import io.emend.inference.ServingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import me.tongfei.progressbar.ProgressBar;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Scores the model in service on labelled samples. */
@Command(
    name = "evaluate",
    description = "Score the model on labelled samples.",
    mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {

  @Option(
      names = "--source",
      required = true,
      description = "scenes:DOMAIN/SPLIT[?seed=N], or a .jsonl, .tsv or .parquet file.")
  String source;

  @Option(
      names = "--mode",
      defaultValue = "direct",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  EvaluationMode mode;

  @Option(
      names = "--limit",
      defaultValue = "1000",
      description = "Most samples. Default: ${DEFAULT-VALUE}.")
  int limit;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the report there.")
  Path json;

  @Spec CommandSpec spec;

  private final ServingModel model;
  private final EvaluationService evaluation;

  EvaluateCommand(ServingModel model, EvaluationService evaluation) {
    this.model = model;
    this.evaluation = evaluation;
  }

  @Override
  public Integer call() throws IOException {
    // A wrong name is told before the model takes its time to load.
    LabelledSource.open(source);
    model.load();
    EvaluationRequest request = new EvaluationRequest(null, source, mode, limit, Set.of());
    EvaluationReport report;
    try (ProgressBar bar = new ProgressBar("evaluate", limit)) {
      report = evaluation.run(request, progress -> bar.stepTo(progress.done())).report();
    }
    PrintWriter out = spec.commandLine().getOut();
    out.print(report.table());
    out.flush();
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), report);
    }
    return 0;
  }
}
