package io.emend.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.emend.collection.CollectionCounts;
import io.emend.collection.CollectionRequest;
import io.emend.command.option.PairsOptions;
import io.emend.command.option.SamplingOptions;
import io.emend.command.terminal.CollectionBar;
import io.emend.command.terminal.LogLines;
import io.emend.command.terminal.Terminal;
import io.emend.error.ExitStatus;
import io.emend.evaluation.source.LabelledSources;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.operation.collection.CollectionStatus;
import io.emend.operation.collection.Collections;
import io.emend.preference.DataSplit;
import io.emend.preference.DatasetCounts;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.pair.SkipReason;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a labelled source through two turns into a dataset version. */
@Command(
    name = "collect",
    description = {
      "Run labelled samples through two turns and write a new dataset version.",
      "Run the same command again to resume an interrupted collection."
    },
    mixinStandardHelpOptions = true)
public final class CollectCommand implements Callable<Integer> {

  /** What to collect, in one of two ways. */
  static final class Subject {
    @ArgGroup(exclusive = false, multiplicity = "1")
    Dataset dataset;

    @Option(
        names = "--collection",
        paramLabel = "ID",
        description = "Run a collection created by the admin API; other options are ignored.")
    String collection;
  }

  /** From where to where. */
  static final class Dataset {
    @Option(names = "--name", required = true, description = "Dataset name.")
    String name;

    @Option(
        names = "--source",
        required = true,
        description =
            "Source: scenes:DOMAIN/SPLIT[?seed=N], or a .jsonl, .csv, .tsv or .parquet file.")
    String source;
  }

  @ArgGroup(multiplicity = "1")
  Subject subject;

  @Option(
      names = "--review",
      description =
          "Review of the second turn: critique, coverage, context or detail (default: critique).")
  String review;

  @Option(names = "--review-text", description = "Custom review text, instead of --review.")
  String reviewText;

  @Option(
      names = "--limit",
      description = "Maximum number of questions; required for scenes (default: all).")
  Integer limit;

  @Option(names = "--seed", description = "Random seed for sampling (default: 0).")
  Long seed;

  @Option(
      names = "--model",
      description = "Base model or adapter to ask (default: the one in production).")
  String modelName;

  @Option(
      names = "--samples-per-question",
      description = "Samples drawn per question (default: 1).")
  Integer samplesPerQuestion;

  @Mixin SamplingOptions sampling;
  @Mixin PairsOptions pairs;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Also write the result to this JSON file.")
  Path json;

  @Spec CommandSpec spec;

  private final ModelLifecycle model;
  private final Collections collections;
  private final LabelledSources sources;
  private final DatasetStore datasets;
  private final ObjectMapper mapper;

  CollectCommand(
      ModelLifecycle model,
      Collections collections,
      LabelledSources sources,
      DatasetStore datasets,
      ObjectMapper mapper) {
    this.model = model;
    this.collections = collections;
    this.sources = sources;
    this.datasets = datasets;
    this.mapper = mapper;
  }

  @Override
  public Integer call() throws IOException {
    return subject.collection == null ? told(collect()) : again(goOn(subject.collection));
  }

  /** What a job is to do about it: nothing about one that has ended. */
  private int again(CollectionStatus status) {
    tell(status);
    ExitStatus exit =
        switch (status.state()) {
          case SUCCEEDED, CANCELLED -> ExitStatus.DONE;
          case FAILED -> ExitStatus.REFUSED;
          case QUEUED, RUNNING -> ExitStatus.FAILED;
        };
    return exit.code();
  }

  private int told(CollectionStatus status) throws IOException {
    tell(status);
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), status);
    }
    boolean done = status.state() == OperationState.SUCCEEDED;
    return (done ? ExitStatus.DONE : ExitStatus.FAILED).code();
  }

  /** For a person. */
  private CollectionStatus collect() {
    OutputFile.check("--json", json);
    // What is wrong with the source is told before the model takes its time to load.
    OptionalLong questions = sources.check(subject.dataset.source);
    Terminal.tell("loading " + model.name().orElse("the model"));
    model.load();
    try (CollectionBar bar = new CollectionBar(samples(questions))) {
      return collections.run(request(), now -> bar.show(now.status().progress())).status();
    }
  }

  /** At most, where the source has an end. */
  private OptionalLong samples(OptionalLong questions) {
    int each = samplesPerQuestion == null ? 1 : samplesPerQuestion;
    return questions.isEmpty() ? questions : OptionalLong.of(questions.getAsLong() * each);
  }

  /** As a job's process: its output is a log. */
  private CollectionStatus goOn(String id) {
    model.loadPatiently();
    LogLines lines = new LogLines(spec.commandLine().getOut());
    return collections.goOn(id, now -> lines.print(false, line(now.status().progress()))).status();
  }

  private static String line(OperationProgress<CollectionCounts> progress) {
    return progress.done() + " samples: " + CollectionBar.outcomes(progress.counts());
  }

  private CollectionRequest request() {
    return new CollectionRequest(
        subject.dataset.name,
        subject.dataset.source,
        review(),
        limit,
        seed,
        sampling.request(),
        modelName,
        samplesPerQuestion,
        pairs.request());
  }

  private JsonNode review() {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return reviewText == null
        ? nodes.textNode(review == null ? "critique" : review)
        : nodes.objectNode().put("text", reviewText);
  }

  private String dataset(DatasetId id) {
    DatasetCounts counts = datasets.open(id).manifest().counts();
    return "dataset %s: %d pairs, %d of them for validation; %d duplicates"
        .formatted(
            id,
            counts.pairs(),
            counts.splits().getOrDefault(DataSplit.VALIDATION, 0),
            counts.skipped().getOrDefault(SkipReason.DUPLICATE, 0));
  }

  private void tell(CollectionStatus status) {
    PrintWriter out = spec.commandLine().getOut();
    OperationProgress<CollectionCounts> progress = status.progress();
    out.println(line(progress));
    progress
        .counts()
        .failures()
        .forEach(failure -> out.println("failed: " + failure.sample() + ": " + failure.reason()));
    switch (status.state()) {
      case SUCCEEDED -> out.println(dataset(DatasetId.parse(status.dataset())));
      case FAILED -> out.println("collection failed: " + status.reason());
      case CANCELLED -> out.println("collection cancelled");
      case QUEUED, RUNNING -> out.println("another run goes on with this collection");
    }
    out.flush();
  }
}
