package io.emend.command.terminal;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;

/**
 * What a person at a terminal is told of the log: a line a record, the cause in place of its stack.
 */
@LoggingFilter(name = OneLineRecords.NAME)
public final class OneLineRecords implements Filter {
  static final String NAME = "one-line";

  @Override
  public boolean isLoggable(LogRecord line) {
    if (line instanceof ExtLogRecord told) {
      told.setMessage(text(told), FormatStyle.NO_FORMAT);
      told.setThrown(null);
    }
    return true;
  }

  private static String text(ExtLogRecord told) {
    String message = told.getFormattedMessage();
    String cause = told.getThrown() == null ? "" : ": " + told.getThrown();
    return (message + cause).strip().replaceAll("\\s*\\R\\s*", " ");
  }
}
