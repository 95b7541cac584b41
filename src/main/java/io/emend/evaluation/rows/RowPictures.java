package io.emend.evaluation.rows;

import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The encoded pictures of a row in order, not read yet: one in {@code image}, or a list of them in
 * {@code images}.
 *
 * @param given fields that may have them, of which one does; the first is the usual one
 */
public record RowPictures(SourcePlace place, Path folder, List<Given> given) {
  static final String SEVERAL = "images";

  /**
   * A field that may have pictures.
   *
   * @param value as the row has it, null where it is absent
   * @param list whether its value is a list of pictures, and not one picture
   */
  record Given(String field, Object value, boolean list) {

    /** The field of several pictures. */
    static Given several(Map<String, Object> fields) {
      return new Given(SEVERAL, fields.get(SEVERAL), true);
    }

    boolean isThere() {
      boolean blank = value instanceof String text && text.isBlank();
      return value != null && !blank && !isEmptyList();
    }

    boolean isEmptyList() {
      return list && value instanceof Collection<?> items && items.isEmpty();
    }
  }

  static RowPictures of(SourcePlace place, Path folder, Map<String, Object> fields) {
    Given one = new Given(RowPicture.FIELD, fields.get(RowPicture.FIELD), false);
    return new RowPictures(place, folder, List.of(one, Given.several(fields)));
  }

  /** Whether the row says anything of a picture. */
  public boolean isGiven() {
    return there().findAny().isPresent();
  }

  private Stream<Given> there() {
    return given.stream().filter(Given::isThere);
  }

  /**
   * Each of them; of a row without any, the one that it lacks.
   *
   * @throws io.emend.error.EmendException {@code source_invalid} where two fields have them, or one
   *     that should have a list has none
   */
  public List<RowPicture> all() {
    List<Given> there = there().toList();
    if (there.size() > 1) {
      String rule = "must be left out where " + there.get(0).field() + " is given";
      throw place.invalid(there.get(1).field(), rule, there.get(1).value());
    }
    Given only = there.stream().findFirst().orElseGet(this::lacking);
    return only.list()
        ? elements(only)
        : List.of(new RowPicture(place, folder, only.field(), only.value()));
  }

  private Given lacking() {
    return given.stream().filter(Given::isEmptyList).findFirst().orElse(given.get(0));
  }

  private List<RowPicture> elements(Given list) {
    if (!(list.value() instanceof List<?> items) || items.isEmpty()) {
      throw place.invalid(list.field(), "must be a list of one or more pictures", list.value());
    }
    return IntStream.range(0, items.size())
        .mapToObj(i -> new RowPicture(place, folder, list.field() + "[" + i + "]", items.get(i)))
        .toList();
  }

  /**
   * The pictures' bytes, of whatever format.
   *
   * @throws io.emend.error.EmendException {@code source_invalid} where there is none, or not all
   */
  public List<byte[]> bytes() {
    return all().stream().map(RowPicture::bytes).toList();
  }

  /** Equal for the same pictures given in the same way; no file is read. */
  public int likeness() {
    return there().map(each -> RowPicture.likeness(each.value())).toList().hashCode();
  }
}
