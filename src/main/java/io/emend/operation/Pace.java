package io.emend.operation;

/**
 * How fast a run is, from now on.
 *
 * @param before what earlier runs had done
 * @param start by {@link System#nanoTime}
 */
public record Pace(long before, long start) {

  public static Pace from(long before) {
    return new Pace(before, System.nanoTime());
  }

  /**
   * @param total null while not known
   */
  public <C> OperationProgress<C> progress(long done, Long total, C counts) {
    double seconds = (System.nanoTime() - start) / 1e9;
    double rate = seconds > 0 ? (done - before) / seconds : 0;
    Long left = total == null || rate == 0 ? null : Math.round((total - done) / rate);
    return new OperationProgress<>(null, done, total, Math.round(rate * 100) / 100.0, left, counts);
  }
}
