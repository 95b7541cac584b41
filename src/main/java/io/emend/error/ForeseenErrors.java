package io.emend.error;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Logs answers without stack traces where a code from the catalogue says what is wrong: a function
 * that wakes up, or a store that is away, answers many requests so.
 */
@LoggingFilter(name = "foreseen-errors")
public final class ForeseenErrors implements Filter {
  private static final String ANSWERS = "http-problem";

  @Override
  public boolean isLoggable(LogRecord line) {
    if (ANSWERS.equals(line.getLoggerName())
        && line.getThrown() instanceof EmendException error
        && error.code().category() != ErrorCategory.INTERNAL) {
      line.setThrown(null);
    }
    return true;
  }
}
