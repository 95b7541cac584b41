package io.emend.model.tokenizer.jinja.python;

import java.util.AbstractList;

/** Python's range, no longer than Jinja's sandbox allows. */
public final class Range extends AbstractList<Object> {
  private static final long LONGEST = 100_000;
  private final long start;
  private final long stop;
  private final long step;
  private final int size;

  private Range(long start, long stop, long step) {
    if (step == 0) {
      throw new PythonError("range() arg 3 must not be zero");
    }
    long distance = step > 0 ? stop - start : start - stop;
    long count = distance <= 0 ? 0 : (distance - 1) / Math.abs(step) + 1;
    if (count > LONGEST) {
      throw new PythonError("range() must be at most " + LONGEST + " long, but is " + count);
    }
    this.start = start;
    this.stop = stop;
    this.step = step;
    this.size = (int) count;
  }

  /** {@code range(stop)}, {@code range(start, stop)} or {@code range(start, stop, step)}. */
  public static Range of(Arguments arguments) {
    Bound bound = arguments.bind("range()", "start", "stop", "step");
    long first = Numbers.whole(bound.required(0));
    if (!bound.has(1)) {
      return new Range(0, first, 1);
    }
    long step = bound.has(2) ? Numbers.whole(bound.required(2)) : 1;
    return new Range(first, Numbers.whole(bound.required(1)), step);
  }

  @Override
  public Object get(int index) {
    return start + step * index;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public String toString() {
    return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
  }
}
