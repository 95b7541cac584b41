package io.emend.preference;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.correction.Outcome;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.pair.Balance;
import io.emend.preference.pair.PairOptions;
import io.emend.preference.pair.PairSelection;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.file.FileObjectStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatasetStoreTest {
  private static final DatasetId ID = new DatasetId("crowded", "v1");
  private static final List<LabelledCorrection> DRAWN = Samples.drawn(60, 1);

  @TempDir Path folder;
  private ObjectStore objects;
  private DatasetStore datasets;

  @BeforeEach
  void open() {
    objects = new FileObjectStore(folder);
    datasets = new DatasetStore(objects, 4_000);
  }

  @Test
  void samplesComeBack() {
    write(ID, DRAWN);
    assertThat(datasets.open(ID).samples()).containsExactlyInAnyOrderElementsOf(DRAWN);
  }

  @Test
  void pairsComeBack() {
    write(ID, DRAWN);
    assertThat(datasets.open(ID).pairs())
        .containsExactlyElementsOf(PairSelection.of(DRAWN, PairOptions.DEFAULTS).pairs());
  }

  @Test
  void theManifestComesBack() {
    DatasetManifest written = write(ID, DRAWN);
    assertThat(datasets.open(ID).manifest()).isEqualTo(written);
  }

  @Test
  void shardsAreBounded() {
    assertThat(write(ID, DRAWN).shards()).allSatisfy(s -> assertThat(s.size()).isLessThan(4_001));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, 31, 59, 60, 100})
  void samplesComeFromARowOn(int offset) {
    write(ID, DRAWN);
    List<LabelledCorrection> all = datasets.open(ID).samples().toList();
    assertThat(datasets.open(ID).samples(offset))
        .containsExactlyElementsOf(all.subList(Math.min(offset, 60), 60));
  }

  @Test
  void outcomesAreCounted() {
    DatasetManifest manifest =
        write(ID, List.of(of("a", Outcome.RIGHT_WRONG), of("b", Outcome.WRONG_WRONG)));
    assertThat(manifest.counts().outcomes()).containsEntry(Outcome.RIGHT_WRONG, 1);
  }

  @Test
  void aSampleThatCameTwiceCountsOnce() {
    LabelledCorrection sample = of("a", Outcome.RIGHT_WRONG);
    assertThat(write(ID, List.of(sample, sample)).counts().samples()).isEqualTo(1);
  }

  @Test
  void twoSamplesWithOneIdAreRefused() {
    assertThatThrownBy(
            () -> write(ID, List.of(of("a", Outcome.RIGHT_WRONG), of("a", Outcome.RIGHT_RIGHT))))
        .hasMessageContaining("id must be of one sample only, was a");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalSamplesGiveEqualDigests(long seed) {
    DatasetManifest other = write(new DatasetId("other", "v9"), Samples.shuffled(DRAWN, seed));
    assertThat(other.digest()).isEqualTo(write(ID, DRAWN).digest());
  }

  /** Taken from the version before rows could have several images: rows, pairs and splits. */
  @Test
  void aDatasetAboutSingleImagesHasTheDigestThatItHadBeforeThereWereSeveral() {
    PairOptions options = new PairOptions(false, true, Balance.CATEGORIES, 0.5, 3, 1000);
    DatasetManifest manifest =
        new DatasetStore(objects).write(ID, Samples.drawn(300, 1), options, Samples.LINEAGE);
    assertThat(manifest.digest())
        .isEqualTo("b1493830d937d30d2cfdea351db414dcaa49b422e1f3b6eb87bdeff9467af20a");
  }

  @Test
  void anotherSampleGivesAnotherDigest() {
    List<LabelledCorrection> more = new ArrayList<>(DRAWN);
    more.add(of("z", Outcome.WRONG_WRONG));
    assertThat(write(new DatasetId("crowded", "v2"), more).digest())
        .isNotEqualTo(write(ID, DRAWN).digest());
  }

  @Test
  void writingTheSameAgainGivesTheVersionThatIsThere() {
    DatasetManifest first = write(ID, DRAWN);
    assertThat(write(ID, DRAWN)).isEqualTo(first);
  }

  @Test
  void aVersionIsNeverWrittenOver() {
    write(ID, DRAWN);
    assertThatThrownBy(() -> write(ID, List.of(of("a", Outcome.RIGHT_WRONG))))
        .extracting(error -> ((EmendException) error).code())
        .isEqualTo(ErrorCode.OBJECT_EXISTS);
  }

  @Test
  void shardsWithoutAManifestAreNoVersion() {
    write(ID, DRAWN);
    objects.delete(ObjectKey.of("datasets", "crowded", "v1", "manifest.json"));
    assertThatThrownBy(() -> datasets.open(ID)).hasMessageContaining("no dataset crowded/v1");
  }

  @Test
  void aWriterThatWasKilledIsFinishedByTheNext() {
    DatasetManifest first = write(ID, DRAWN);
    objects.delete(ObjectKey.of("datasets", "crowded", "v1", "manifest.json"));
    objects.delete(ObjectKey.of("datasets", "crowded", "v1", "pairs-00000.jsonl"));
    assertThat(write(ID, DRAWN).digest()).isEqualTo(first.digest());
  }

  @Test
  void aCorruptShardIsNamed() {
    write(ID, DRAWN);
    objects.put(ID.key("samples-00001.jsonl"), "{}\n".getBytes(UTF_8));
    assertThatThrownBy(() -> datasets.open(ID).samples().count())
        .hasMessageContaining("datasets/crowded/v1/samples-00001.jsonl");
  }

  @Test
  void aMissingShardIsNamed() {
    write(ID, DRAWN);
    objects.delete(ID.key("pairs-00000.jsonl"));
    assertThatThrownBy(() -> datasets.open(ID).pairs().toList())
        .hasMessageContaining("datasets/crowded/v1/pairs-00000.jsonl is missing");
  }

  @Test
  void aManifestOfAnotherSchemaIsRefused() {
    write(ID, DRAWN);
    objects.put(ID.key("manifest.json"), "{\"schemaVersion\":2}".getBytes(UTF_8));
    assertThatThrownBy(() -> datasets.open(ID)).hasMessageContaining("schemaVersion must be 1");
  }

  @Test
  void versionsAreListed() {
    write(ID, DRAWN);
    write(new DatasetId("plain", "v3"), DRAWN);
    assertThat(datasets.list()).containsExactly(ID, new DatasetId("plain", "v3"));
  }

  @Test
  void theNextVersionFollowsTheLast() {
    write(new DatasetId("crowded", "v9"), DRAWN);
    write(new DatasetId("crowded", "v10"), DRAWN);
    assertThat(datasets.next("crowded")).isEqualTo(new DatasetId("crowded", "v11"));
  }

  @Test
  void aDatasetWithoutSamplesIsEmpty() {
    write(ID, List.of());
    assertThat(datasets.open(ID).samples()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "a/b/c", "../x", "A/v1", "a/", "/v1", "a/v 1", "-a/v1"})
  void aBadIdIsRefused(String id) {
    assertThatThrownBy(() -> DatasetId.parse(id)).isInstanceOf(EmendException.class);
  }

  private static LabelledCorrection of(String id, Outcome outcome) {
    return Samples.of(id, outcome);
  }

  private DatasetManifest write(DatasetId id, List<LabelledCorrection> samples) {
    return datasets.write(id, samples, PairOptions.DEFAULTS, Samples.LINEAGE);
  }
}
