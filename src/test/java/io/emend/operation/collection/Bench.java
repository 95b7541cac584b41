package io.emend.operation.collection;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.emend.collection.CollectionRequest;
import io.emend.collection.Collector;
import io.emend.collection.CorrectionClient;
import io.emend.collection.DatasetPublisher;
import io.emend.collection.Origin;
import io.emend.evaluation.source.LabelledSources;
import io.emend.inference.SamplingRequest;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetManifest;
import io.emend.preference.DatasetStore;
import io.emend.preference.LabelledCorrection;
import io.emend.storage.ObjectStore;
import io.emend.storage.cache.LocalCache;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A folder with a source and a store, and collections over them. */
record Bench(Path folder, ObjectStore store) {
  static final SamplingRequest WARM =
      new SamplingRequest(0.7, null, null, null, null, null, null, null);

  Bench(Path folder) {
    this(folder, new FileObjectStore(folder.resolve("store")));
  }

  /** The same source over another view of a store. */
  Bench over(ObjectStore other) {
    return new Bench(folder, other);
  }

  /** A question about a picture of its own. */
  static String row(int number, String question) {
    return "{\"image\":\"data:image/png;base64,%s\",\"question\":\"%s\",\"answer\":\"A\"}"
        .formatted(
            Base64.getEncoder().encodeToString(("picture " + number).getBytes(UTF_8)), question);
  }

  Path questions(int count) {
    return lines(IntStream.range(0, count).mapToObj(i -> row(i, "Which " + i + "?")).toList());
  }

  Path lines(List<String> rows) {
    try {
      Path file = folder.resolve("questions.jsonl");
      return Files.writeString(file, rows.stream().collect(Collectors.joining("\n")));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static CollectionRequest request(Path source, int samplesPerQuestion) {
    return new CollectionRequest(
        "quiz",
        source.toString(),
        JsonNodeFactory.instance.textNode("critique"),
        null,
        7L,
        WARM,
        null,
        samplesPerQuestion,
        null);
  }

  String add(Path source) {
    return add(request(source, 1));
  }

  String add(CollectionRequest request) {
    return records()
        .add(request.spec("col-" + UUID.randomUUID(), "drawn", Origin.SERVER))
        .spec()
        .id();
  }

  CollectionRecords records() {
    return new CollectionRecords(store);
  }

  CollectionRun runs(CorrectionClient turns, int concurrency) {
    return new CollectionRun(records(), collector(turns, concurrency), turns);
  }

  private Collector collector(CorrectionClient turns, int concurrency) {
    DatasetPublisher publisher = new DatasetPublisher(new DatasetStore(store));
    LabelledSources sources = new LabelledSources(LocalCache.unused());
    return new Collector(publisher, turns, sources, () -> concurrency);
  }

  CollectionStatus run(String id) {
    return run(id, new DrawnCorrections(), 5);
  }

  CollectionStatus run(String id, CorrectionClient turns, int concurrency) {
    runs(turns, concurrency).run(id, written -> {});
    return status(id);
  }

  CollectionStatus status(String id) {
    return records().get(id).status();
  }

  DatasetManifest manifest(CollectionStatus status) {
    return new DatasetStore(store).open(DatasetId.parse(status.dataset())).manifest();
  }

  List<LabelledCorrection> samples(CollectionStatus status) {
    return new DatasetStore(store).open(DatasetId.parse(status.dataset())).samples().toList();
  }
}
