package io.emend.jobs;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What is logged from now on. */
public final class LoggedLines extends Handler implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger logger;

  private LoggedLines(Logger logger) {
    this.logger = logger;
    setFormatter(new SimpleFormatter());
  }

  /**
   * @param category of the loggers
   */
  public static LoggedLines of(String category) {
    LoggedLines lines = new LoggedLines(Logger.getLogger(category));
    lines.logger.addHandler(lines);
    return lines;
  }

  public List<String> lines() {
    return lines;
  }

  @Override
  public void publish(LogRecord line) {
    lines.add(getFormatter().formatMessage(line));
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
