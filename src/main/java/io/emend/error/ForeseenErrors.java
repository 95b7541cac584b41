package io.emend.error;

import io.quarkus.logging.LoggingFilter;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Logs answers without stack traces where a code from the catalogue says what is wrong: a function
 * that wakes up, or a store that is away, answers many requests so. And keeps what callers sent on
 * the line that tells of it.
 */
@LoggingFilter(name = "foreseen-errors")
public final class ForeseenErrors implements Filter {
  private static final String ANSWERS = "http-problem";

  @Override
  public boolean isLoggable(LogRecord line) {
    boolean answer = ANSWERS.equals(line.getLoggerName());
    if (answer
        && line.getThrown() instanceof EmendException error
        && error.code().category() != ErrorCategory.INTERNAL) {
      line.setThrown(null);
    }
    if (answer && line.getThrown() != null) {
      line.setThrown(new OneLineFailure(line.getThrown()));
    }
    if (answer && line.getMessage() != null) {
      line.setMessage(OneLine.of(line.getMessage()));
    }
    if (line.getParameters() != null) {
      line.setParameters(
          Arrays.stream(line.getParameters()).map(ForeseenErrors::onOneLine).toArray());
    }
    return true;
  }

  /** What is formatted into the message; its own line breaks are ours. */
  private static Object onOneLine(Object parameter) {
    return parameter instanceof CharSequence || parameter instanceof Throwable
        ? OneLine.of(parameter.toString())
        : parameter;
  }
}
