package io.emend.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

  @Test
  void itIsAheadUntilItsTimeHasPassed() {
    assertThat(Deadline.in(Duration.ofHours(1)).isAhead()).isTrue();
    assertThat(Deadline.in(Duration.ofNanos(-1)).isAhead()).isFalse();
    assertThat(Deadline.passed().isAhead()).isFalse();
  }
}
