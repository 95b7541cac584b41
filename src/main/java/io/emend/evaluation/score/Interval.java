package io.emend.evaluation.score;

import io.emend.error.EmendException;

/** A 95 % interval, in percent or percentage points. */
public record Interval(double low, double high) {

  public Interval {
    EmendException.require(low <= high, "interval", "must not end before it begins", low);
  }
}
