package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.generation.FinishReason;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class EngineCountersTest {
  private final AtomicLong clock = new AtomicLong();
  private final EngineCounters counters = new EngineCounters(clock::get);

  private void pass(int millis) {
    clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(millis));
  }

  private void finishFast(int requests) {
    for (int i = 0; i < requests; i++) {
      long startedAt = clock.get();
      pass(1);
      counters.finished(FinishReason.STOP, startedAt);
    }
  }

  @Test
  void theFirstToBeRefusedIsToldASecond() {
    assertThat(counters.retryAfterSeconds(0)).isEqualTo(1);
  }

  @Test
  void fastRequestsMakeTheWaitShort() {
    finishFast(100);
    assertThat(counters.retryAfterSeconds(100)).isEqualTo(1);
  }

  /** The queue's pace is that of work: a request after a long pause took no longer than it ran. */
  @Test
  void aLongPauseDoesNotCountAsWork() {
    finishFast(100);
    pass(200);
    finishFast(1);
    assertThat(counters.retryAfterSeconds(500)).isEqualTo(1);
  }
}
