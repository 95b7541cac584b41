package io.emend.collection;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetLineage;
import io.emend.preference.DatasetStore;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.SampleLineage;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Makes a dataset version of the rows of a collection. */
@Singleton
public final class DatasetPublisher {
  private final DatasetStore datasets;

  public DatasetPublisher(DatasetStore datasets) {
    this.datasets = datasets;
  }

  /**
   * The version is in the journal before it is written: a run that goes on after a crash writes the
   * same one, and no second.
   *
   * @throws EmendException {@code source_invalid} if no sample could be asked
   */
  void publish(CollectionSpec spec, CollectionJournal journal, RowLog rows) {
    List<LabelledCorrection> samples = samples(spec, rows.read());
    DatasetId version = journal.begun().orElseGet(() -> datasets.next(spec.name()));
    journal.writing(version);
    while (!written(version, spec, samples)) {
      version = datasets.next(spec.name());
      journal.writing(version);
    }
  }

  private static List<LabelledCorrection> samples(CollectionSpec spec, List<CollectedRow> rows) {
    List<LabelledCorrection> samples =
        rows.stream().map(CollectedRow::sample).filter(Objects::nonNull).toList();
    if (samples.isEmpty()) {
      String why =
          rows.isEmpty()
              ? "source has no sample: " + spec.source()
              : "all " + rows.size() + " samples failed, the first: " + rows.get(0).failure();
      throw new EmendException(ErrorCode.SOURCE_INVALID, why, Map.of("field", "source"));
    }
    return samples;
  }

  /** Tells whether it wrote; another collection of this name may have taken the version. */
  private boolean written(
      DatasetId version, CollectionSpec spec, List<LabelledCorrection> samples) {
    try {
      datasets.write(version, samples, spec.pairs(), lineage(spec, samples.get(0).lineage()));
      return true;
    } catch (EmendException e) {
      if (e.code() == ErrorCode.OBJECT_EXISTS) {
        return false;
      }
      throw e;
    }
  }

  private static DatasetLineage lineage(CollectionSpec spec, SampleLineage sample) {
    return new DatasetLineage(
        spec.source(),
        sample.model(),
        sample.adapter(),
        spec.review().word(),
        sample.sampling(),
        spec.seed(),
        null);
  }
}
