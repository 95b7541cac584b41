package io.emend.evaluation.source;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.rows.SourceName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** What is wrong with the rows of a source: the first are kept, the others counted. */
final class SourceFaults {
  private static final int KEPT = 20;

  private final SourceName source;
  private final List<EmendException> first = new ArrayList<>();
  private long count;

  SourceFaults(SourceName source) {
    this.source = source;
  }

  /**
   * Keeps a row's fault, to go on behind it.
   *
   * @throws EmendException a fault of the whole file
   */
  boolean goOn(BooleanSupplier work) {
    try {
      return work.getAsBoolean();
    } catch (EmendException e) {
      if (!ofOneRow(e)) {
        throw e;
      }
      add(e);
      return true;
    }
  }

  /** Keeps a row's fault. */
  void add(EmendException fault) {
    count++;
    if (first.size() < KEPT) {
      first.add(fault);
    }
  }

  /** Keeps what others of the same source have. */
  void addAll(SourceFaults others) {
    others.first.forEach(this::add);
    count += others.count - others.first.size();
  }

  /** Sources name the line or row that they cannot use; other errors are of the whole source. */
  private static boolean ofOneRow(EmendException e) {
    return e.details().containsKey("line") || e.details().containsKey("row");
  }

  /** Throws all that there are as one {@code source_invalid}. */
  void refuse() {
    if (count == 0) {
      return;
    }
    Map<String, Object> details = new HashMap<>(count == 1 ? first.get(0).details() : Map.of());
    details.put("file", source.label());
    details.put("faults", first.stream().map(SourceFaults::fault).toList());
    details.put("more", count - first.size());
    throw new EmendException(ErrorCode.SOURCE_INVALID, detail(), details);
  }

  private static Map<String, Object> fault(EmendException e) {
    Map<String, Object> fault = new HashMap<>(e.details());
    fault.remove("file");
    fault.put("detail", e.getMessage());
    return fault;
  }

  private String detail() {
    if (count == 1) {
      return first.get(0).getMessage();
    }
    String lines =
        first.stream()
            .map(EmendException::getMessage)
            .collect(Collectors.joining("\n  ", "\n  ", ""));
    String more = count > first.size() ? "\n  and " + (count - first.size()) + " more" : "";
    return "%s has %d faults:%s%s".formatted(source.label(), count, lines, more);
  }
}
