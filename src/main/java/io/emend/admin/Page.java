package io.emend.admin;

import static io.emend.error.EmendException.invalid;
import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.preference.DatasetJson;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Which rows a caller wants.
 *
 * @param offset of the first, from 0
 * @param limit most rows
 */
public record Page(long offset, long limit) {
  /** Where a caller says nothing. */
  public static final Page FIRST = new Page(0, 50);

  private static final int MOST = 1000;

  public Page {
    require(offset >= 0, "offset", "must be 0 or more", offset);
    require(limit >= 1 && limit <= MOST, "limit", "must be 1 to " + MOST, limit);
  }

  /** From query parameters; the framework would answer 404 to one that is no number. */
  public static Page of(String offset, String limit) {
    return new Page(number("offset", offset), number("limit", limit));
  }

  private static long number(String field, String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw invalid(field, "must be a whole number", text);
    }
  }

  /** The page of a list that is there whole. */
  public <T> ListPage<T> of(List<T> all) {
    return of(all, row -> row);
  }

  /**
   * The same, of a list of what the rows are made of.
   *
   * @param row made for the page's rows alone
   */
  public <S, T> ListPage<T> of(List<S> all, Function<S, T> row) {
    List<T> data = all.stream().skip(offset).limit(limit).map(row).toList();
    return new ListPage<>(data, next(all.size()), null);
  }

  /** The page of rows that are there whole, with their number. */
  public <T> ListPage<T> counted(List<T> all) {
    ListPage<T> page = of(all);
    return new ListPage<>(page.data(), page.next(), (long) all.size());
  }

  /**
   * The page of rows as the files have them.
   *
   * @param rows from the offset on
   * @param total rows in all
   */
  ListPage<JsonNode> cut(Stream<?> rows, long total) {
    try (rows) {
      List<JsonNode> data = rows.limit(limit).map(DatasetJson::tree).toList();
      return new ListPage<>(data, next(total), total);
    }
  }

  /** The offset of the page that follows; null after the last one. */
  public Long next(long total) {
    return total - offset > limit ? offset + limit : null;
  }
}
