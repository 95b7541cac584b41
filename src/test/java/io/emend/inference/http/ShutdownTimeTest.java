package io.emend.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ShutdownTimeTest {

  private static ShutdownTime of(Duration delay, Duration timeout) {
    return new ShutdownTime(Optional.ofNullable(delay), Optional.ofNullable(timeout));
  }

  @Test
  void workGoesOnUntilTwoSecondsBeforeConnectionsAreClosed() {
    ShutdownTime time = of(Duration.ofSeconds(5), Duration.ofSeconds(20));
    assertThat(time.gracePeriod()).isEqualTo(Duration.ofSeconds(23));
  }

  @Test
  void ofAShortTimeAQuarterIsKeptForLastWords() {
    assertThat(of(null, Duration.ofSeconds(4)).gracePeriod()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void nobodyIsWaitedForUnlessItIsSet() {
    assertThat(of(null, null).gracePeriod()).isZero();
  }

  @Test
  void somethingIsDoneWhenTheTimeIsOver() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    of(Duration.ofMillis(10), null).whenOver(done::countDown);
    assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
