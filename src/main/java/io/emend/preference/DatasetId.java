package io.emend.preference;

import static io.emend.error.EmendException.require;

import io.emend.storage.ObjectKey;
import java.util.Comparator;

/** A version of a dataset, written {@code name/version}: small letters, digits, dots and dashes. */
public record DatasetId(String name, String version) {
  /** By name, and each name's versions in the order they were made: v2 before v10. */
  public static final Comparator<DatasetId> IN_ORDER =
      Comparator.comparing(DatasetId::name)
          .thenComparing(id -> id.version().length())
          .thenComparing(DatasetId::version);

  private static final String WORD = "[a-z0-9][a-z0-9._-]{0,62}";

  public DatasetId {
    requireName(name);
    require(version != null && version.matches(WORD), "version", "must match " + WORD, version);
  }

  static void requireName(String name) {
    require(name != null && name.matches(WORD), "name", "must match " + WORD, name);
  }

  public static DatasetId parse(String text) {
    String[] parts = text.split("/", -1);
    boolean two = parts.length == 2 && parts[0].matches(WORD) && parts[1].matches(WORD);
    require(two, "dataset", "must be name/version, each of which matches " + WORD, text);
    return new DatasetId(parts[0], parts[1]);
  }

  ObjectKey key(String file) {
    return ObjectKey.of("datasets", name, version, file);
  }

  @Override
  public String toString() {
    return name + "/" + version;
  }
}
