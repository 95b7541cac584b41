package io.emend.operation;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;

/**
 * How far an operation is.
 *
 * @param phase what is being done, where it does one thing after another; else null
 * @param done of the total, in this run and the ones before
 * @param total null while not known
 * @param ratePerSecond of this run; null where nobody measures it
 * @param secondsLeft null while not known
 * @param counts what the kind of operation counts beside; its fields stand among the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OperationProgress<C>(
    String phase,
    long done,
    Long total,
    @JsonAlias("rate") Double ratePerSecond,
    Long secondsLeft,
    @JsonUnwrapped C counts) {

  public OperationProgress {
    require(done >= 0, "done", "must not be negative", done);
    require(total == null || done <= total, "done", "must be at most the total " + total, done);
  }

  /** Nothing yet. */
  public static <C> OperationProgress<C> none(Long total, C counts) {
    return new OperationProgress<>(null, 0, total, 0.0, null, counts);
  }

  /** The same with nothing left to do. */
  public OperationProgress<C> complete() {
    return new OperationProgress<>(phase, done, done, ratePerSecond, 0L, counts);
  }
}
