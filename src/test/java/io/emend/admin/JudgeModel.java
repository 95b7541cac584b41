package io.emend.admin;

import io.emend.correction.Outcome;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.Samples;
import io.emend.preference.pair.PairOptions;
import io.emend.storage.Sha256;
import io.emend.storage.file.FileObjectStore;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A small random checkpoint with an adapter in the registry and nothing in production. The adapter
 * was trained on the first questions of a source.
 */
public final class JudgeModel implements QuarkusTestProfile {
  static final String SOURCE = "scenes:plain/validation?seed=1";
  static final int TRAINED = 3;
  private static final String JOB = "jobs/job-00000000000000000001/";
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final String REGISTRY =
      """
      {"model": "model", "revision": 1, "production": null,
       "adapters": [
         {"id": "one", "location": "%sadapter/", "registered": "2030-01-01T00:00:00Z"}],
       "history": []}
      """
          .formatted(JOB);
  private static final String SPEC =
      """
      {"id": "job-00000000000000000001", "name": "dpo on seen/v1", "arguments": ["train"],
       "request": {"dataset": "seen/v1", "model": "model", "method": "dpo"},
       "resources": {}, "submittedAt": "2030-01-01T00:00:00Z"}
      """;

  /** Ended, so that the server does not start it. */
  private static final String STATUS =
      """
      {"state": "SUCCEEDED", "attempts": 1, "endedAt": "2030-01-01T00:00:00Z"}
      """;

  @Override
  public Map<String, String> getConfigOverrides() {
    Path store = Path.of("target", "judge-store-" + UUID.randomUUID());
    fill(store);
    return Map.of(
        "emend.inference.model",
        GOLDEN.resolve("clip-gqa-tied/model").toString(),
        "emend.inference.max-length",
        "512",
        "emend.inference.max-tokens",
        "4",
        "emend.inference.registry-poll",
        "1h",
        "emend.adapters.imports",
        store.resolveSibling(store.getFileName() + "-imports").toString(),
        "emend.storage.path",
        store.toString());
  }

  private static void fill(Path store) {
    try {
      Files.createDirectories(store.resolve("registry"));
      Files.writeString(store.resolve("registry/model.json"), REGISTRY);
      Path job = Files.createDirectories(store.resolve(JOB));
      Files.writeString(job.resolve("spec.json"), SPEC);
      Files.writeString(job.resolve("status.json"), STATUS);
      copyAdapter(Files.createDirectories(job.resolve("adapter")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    train(new DatasetStore(new FileObjectStore(store)));
  }

  private static void copyAdapter(Path target) throws IOException {
    Path source = GOLDEN.resolve("adapters-clip-gqa-tied/attention/adapter");
    for (String file : List.of("adapter_config.json", "adapter_model.safetensors")) {
      Files.copy(source.resolve(file), target.resolve(file));
    }
  }

  private static void train(DatasetStore datasets) {
    try (Stream<LabelledSample> samples = LabelledSource.open(SOURCE).samples()) {
      List<LabelledCorrection> seen = samples.limit(TRAINED).map(JudgeModel::corrected).toList();
      datasets.write(new DatasetId("seen", "v1"), seen, PairOptions.DEFAULTS, Samples.LINEAGE);
    }
  }

  private static LabelledCorrection corrected(LabelledSample sample) {
    return Samples.of(
        sample.id(),
        Outcome.WRONG_RIGHT,
        "all",
        Sha256.of(sample.images().get(0)),
        sample.question().text());
  }
}
