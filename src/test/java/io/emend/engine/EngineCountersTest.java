package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EngineCountersTest {
  private final EngineCounters counters = new EngineCounters();

  @Test
  void theFirstToBeRefusedIsToldASecond() {
    assertThat(counters.retryAfterSeconds(0)).isEqualTo(1);
  }

  @Test
  void fastRequestsMakeTheWaitShort() {
    for (int i = 0; i < 100; i++) {
      counters.finished(FinishReason.STOP, System.nanoTime());
    }
    assertThat(counters.retryAfterSeconds(100)).isEqualTo(1);
  }

  /** The queue's pace is that of work: a request after a long pause took no longer than it ran. */
  @Test
  void aLongPauseDoesNotCountAsWork() throws InterruptedException {
    for (int i = 0; i < 100; i++) {
      counters.finished(FinishReason.STOP, System.nanoTime());
    }
    TimeUnit.MILLISECONDS.sleep(200);
    counters.finished(FinishReason.STOP, System.nanoTime());
    assertThat(counters.retryAfterSeconds(500)).isEqualTo(1);
  }
}
