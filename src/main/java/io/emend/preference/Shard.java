package io.emend.preference;

/**
 * A file of a dataset version, a JSON object a line.
 *
 * @param file for example {@code pairs-00000.jsonl}
 * @param size in bytes
 */
public record Shard(String file, int rows, long size, String sha256) {

  boolean isOf(RowKind kind) {
    return file.startsWith(kind.word() + "-");
  }
}
