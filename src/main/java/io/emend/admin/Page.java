package io.emend.admin;

import static io.emend.error.EmendException.invalid;
import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.preference.DatasetJson;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which rows a caller wants.
 *
 * @param offset of the first, from 0
 * @param limit most rows
 */
public record Page(long offset, int limit) {
  private static final int MOST = 1000;

  public Page {
    require(offset >= 0, "offset", "must be 0 or more", offset);
    require(limit >= 1 && limit <= MOST, "limit", "must be 1 to " + MOST, limit);
  }

  /** From query parameters; the framework would answer 404 to one that is no number. */
  public static Page of(String offset, String limit) {
    return new Page(number("offset", offset), (int) Math.min(number("limit", limit), MOST + 1L));
  }

  private static long number(String field, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(field, "must be a whole number", text);
    }
  }

  /** The page of a list that is there whole. */
  public <T> List<T> of(List<T> all) {
    return all.stream().skip(offset).limit(limit).toList();
  }

  /**
   * The offset of the page that follows.
   *
   * @param total rows in all
   * @return null after the last page
   */
  public Long next(long total) {
    return total - offset > limit ? offset + limit : null;
  }

  /**
   * The page's rows, as the files have them.
   *
   * @param rows from the offset on
   */
  List<JsonNode> cut(Stream<?> rows) {
    try (rows) {
      return rows.limit(limit).map(DatasetJson::tree).toList();
    }
  }
}
