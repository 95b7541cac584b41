package io.emend.error;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jboss.logging.MDC;
import org.junit.jupiter.api.Test;

class LogSubjectTest {

  @Test
  void aTaskLogsWithItsId() {
    assertThat(LogSubject.JOB.about("j1", () -> MDC.get("job"))).isEqualTo("j1");
  }

  @Test
  void whatComesLaterDoesNot() {
    assertThatThrownBy(() -> LogSubject.JOB.about("j1", LogSubjectTest::fail))
        .isInstanceOf(IllegalStateException.class);
    assertThat(MDC.get("job")).isNull();
  }

  private static void fail() {
    throw new IllegalStateException("it fails");
  }
}
