package io.emend.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.emend.collection.CollectionProgress;
import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionService;
import io.emend.collection.CollectionState;
import io.emend.collection.CollectionStatus;
import io.emend.error.ExitStatus;
import io.emend.evaluation.LabelledSources;
import io.emend.inference.ServingModel;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs a labelled source through two turns into a dataset version. */
@Command(
    name = "collect",
    description = {
      "Run labelled samples through two turns into a new version of a dataset.",
      "A collection that was cut short goes on when the same is asked for again."
    },
    mixinStandardHelpOptions = true)
public final class CollectCommand implements Callable<Integer> {

  @Option(names = "--name", required = true, description = "Of the dataset.")
  String name;

  @Option(
      names = "--source",
      required = true,
      description = "scenes:DOMAIN/SPLIT[?seed=N], or a .jsonl, .tsv or .parquet file.")
  String source;

  @Option(
      names = "--review",
      description = "critique, coverage, context or detail. Default: critique.")
  String review;

  @Option(names = "--review-text", description = "A review of your own, in place of --review.")
  String reviewText;

  @Option(names = "--limit", description = "Most questions. Default: all; scenes need one.")
  Integer limit;

  @Option(names = "--seed", description = "Of the sampling. Default: 0.")
  Long seed;

  @Option(names = "--model", description = "The base model or an adapter. Default: in production.")
  String modelName;

  @Option(names = "--samples-per-question", description = "Default: 1.")
  Integer samplesPerQuestion;

  @Mixin SamplingOptions sampling;
  @Mixin PairsOptions pairs;

  @Option(names = "--json", paramLabel = "FILE", description = "Also write the result there.")
  Path json;

  @Spec CommandSpec spec;

  private final ServingModel model;
  private final CollectionService collections;
  private final LabelledSources sources;
  private final ObjectMapper mapper;

  CollectCommand(
      ServingModel model,
      CollectionService collections,
      LabelledSources sources,
      ObjectMapper mapper) {
    this.model = model;
    this.collections = collections;
    this.sources = sources;
    this.mapper = mapper;
  }

  @Override
  public Integer call() throws IOException {
    // A wrong name is told before the model takes its time to load.
    sources.open(source);
    model.load();
    CollectionStatus status;
    try (CollectionBar bar = new CollectionBar()) {
      status = collections.run(request(), now -> bar.show(now.status().progress())).status();
    }
    tell(status);
    if (json != null) {
      mapper.writerWithDefaultPrettyPrinter().writeValue(json.toFile(), status);
    }
    boolean done = status.state() == CollectionState.SUCCEEDED;
    return (done ? ExitStatus.DONE : ExitStatus.FAILED).code();
  }

  private CollectionRequest request() {
    return new CollectionRequest(
        name,
        source,
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

  private void tell(CollectionStatus status) {
    PrintWriter out = spec.commandLine().getOut();
    CollectionProgress progress = status.progress();
    out.println(progress.done() + " samples: " + CollectionBar.outcomes(progress));
    progress
        .failures()
        .forEach(failure -> out.println("failed: " + failure.sample() + ": " + failure.reason()));
    switch (status.state()) {
      case SUCCEEDED -> out.println("dataset " + status.dataset());
      case FAILED -> out.println("collection failed: " + status.reason());
      case CANCELLED -> out.println("collection cancelled");
      case QUEUED, RUNNING -> out.println("another run goes on with this collection");
    }
    out.flush();
  }
}
