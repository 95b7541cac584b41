package io.emend.evaluation.source;

import io.emend.error.EmendException;
import io.emend.evaluation.rows.SourceFormat;
import io.emend.storage.cache.FolderCache;
import io.emend.storage.s3.S3Uri;
import jakarta.inject.Singleton;
import java.util.OptionalLong;

/** Labelled sources by their names, those in buckets brought to this machine first. */
@Singleton
public class LabelledSources {
  private static final String FIELD = "source";

  private final FolderCache cache;

  public LabelledSources(FolderCache cache) {
    this.cache = cache;
  }

  /**
   * A source.
   *
   * @param name as {@link LabelledSource#open} takes it, or {@code s3://BUCKET/FOLDER/FILE} with
   *     the same endings and options; of formats whose pictures lie beside the file, the folder is
   *     fetched
   * @throws EmendException {@code source_invalid}, {@code object_not_found}, {@code store_failed}
   */
  public LabelledSource open(String name) {
    return LabelledSource.open(S3Uri.is(name) ? local(name) : name);
  }

  /**
   * Looks at every sample of a source.
   *
   * @return as {@link LabelledSource#check}
   * @throws EmendException as {@link #open}, and with all faults of its samples
   */
  public OptionalLong check(String name) {
    return open(name).check();
  }

  private String local(String name) {
    int mark = name.indexOf('?');
    String object = mark < 0 ? name : name.substring(0, mark);
    String options = mark < 0 ? "" : name.substring(mark);
    S3Uri uri = S3Uri.parse(FIELD, object);
    int slash = uri.name().value().lastIndexOf('/');
    EmendException.require(slash > 0, FIELD, "must be s3://BUCKET/FOLDER/FILE", name);
    S3Uri folder = S3Uri.parse(FIELD, object.substring(0, object.lastIndexOf('/')));
    boolean alone = SourceFormat.of(uri.last()).filter(SourceFormat::picturesBeside).isEmpty();
    return cache.folder(folder, file -> !alone || file.equals(uri.last())).resolve(uri.last())
        + options;
  }
}
