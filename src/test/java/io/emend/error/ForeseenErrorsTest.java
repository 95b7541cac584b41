package io.emend.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class ForeseenErrorsTest {

  private static LogRecord logged(String logger, Throwable thrown) {
    LogRecord line = new LogRecord(Level.SEVERE, "status=503");
    line.setLoggerName(logger);
    line.setThrown(thrown);
    assertThat(new ForeseenErrors().isLoggable(line)).isTrue();
    return line;
  }

  private static EmendException error(ErrorCode code) {
    return new EmendException(code, "detail");
  }

  @Test
  void anAnswerWithACodeIsLoggedWithoutAStackTrace() {
    assertThat(logged("http-problem", error(ErrorCode.MODEL_NOT_READY)).getThrown()).isNull();
  }

  @Test
  void damageInTheStoreKeepsItsStackTrace() {
    assertThat(logged("http-problem", error(ErrorCode.OBJECT_CORRUPT)).getThrown()).isNotNull();
  }

  @Test
  void whatNobodyForesawKeepsItsStackTrace() {
    assertThat(logged("http-problem", new IllegalStateException()).getThrown()).isNotNull();
  }

  /** An exception's message may repeat what was sent: a path that is none does. */
  @Test
  void aStackTraceBeginsNoLineThatLooksLikeOurs() {
    Throwable cause = new IllegalArgumentException("cause\n2026-11-29 INFO b");
    Throwable told =
        logged("http-problem", new IllegalStateException("a\n2026-11-29 INFO", cause)).getThrown();
    assertThat(told.toString()).isEqualTo("java.lang.IllegalStateException: a\\n2026-11-29 INFO");
    assertThat(told.getCause().toString()).endsWith("cause\\n2026-11-29 INFO b");
    assertThat(told.getStackTrace()[0].getClassName()).isEqualTo(getClass().getName());
  }

  @Test
  void otherLinesAreLeftAsTheyAre() {
    assertThat(logged("io.emend.jobs", error(ErrorCode.STORE_FAILED)).getThrown()).isNotNull();
  }

  @Test
  void anAnswerIsOneLineWhateverItTells() {
    LogRecord line =
        new LogRecord(Level.INFO, "model was a\r\n2026-11-29 ERROR b\u001b[31m\u2028c");
    line.setLoggerName("http-problem");
    new ForeseenErrors().isLoggable(line);
    assertThat(line.getMessage())
        .isEqualTo("model was a\\r\\n2026-11-29 ERROR b\\u001b[31m\\u2028c");
  }

  @Test
  void aLineOfOursBreaksWhereWeSayAndNotWhereAValueDoes() {
    LogRecord line = new LogRecord(Level.INFO, "asked:\n%s %s");
    line.setLoggerName("io.emend.jobs");
    line.setParameters(new Object[] {"a\nb", 7});
    new ForeseenErrors().isLoggable(line);
    assertThat(line.getMessage()).isEqualTo("asked:\n%s %s");
    assertThat(line.getParameters()).containsExactly("a\\nb", 7);
  }
}
