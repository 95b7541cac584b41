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

  @Test
  void otherLinesAreLeftAsTheyAre() {
    assertThat(logged("io.emend.jobs", error(ErrorCode.STORE_FAILED)).getThrown()).isNotNull();
  }
}
