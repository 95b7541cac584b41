package io.emend.inference.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures callers of many wait for, and which they take. */
class AnswerRetryTest {
  private final AtomicInteger tries = new AtomicInteger();

  /** Fails so, one after the other, then answers. */
  private String ask(ErrorCode... failures) {
    Deque<ErrorCode> left = new ArrayDeque<>(List.of(failures));
    return AnswerRetry.<String>of(
            () -> {
              tries.incrementAndGet();
              ErrorCode code = left.poll();
              return code == null
                  ? Uni.createFrom().item("yes")
                  : Uni.createFrom().failure(new EmendException(code, code.title()));
            })
        .await()
        .indefinitely();
  }

  @ParameterizedTest
  @EnumSource(names = {"QUEUE_FULL", "MODEL_NOT_READY", "ENGINE_UNREACHABLE"})
  void anEngineThatIsAwayIsWaitedFor(ErrorCode away) {
    assertThat(ask(away, away, away, away)).isEqualTo("yes");
  }

  @ParameterizedTest
  @EnumSource(
      names = {"DEADLINE_EXCEEDED", "ENGINE_TIMEOUT", "ENGINE_FAILED", "ENGINE_INTERRUPTED"})
  void whatMayPassIsTriedTwiceMore(ErrorCode passing) {
    assertThatThrownBy(() -> ask(passing, passing, passing, passing))
        .hasMessageContaining(passing.title());
    assertThat(tries).hasValue(3);
  }

  @Test
  void anEngineThatStartsAgainInBetweenTakesNoneOfTheTries() {
    ErrorCode broken = ErrorCode.ENGINE_INTERRUPTED;
    ErrorCode away = ErrorCode.MODEL_NOT_READY;
    assertThat(ask(broken, away, away, broken, away)).isEqualTo("yes");
  }

  @Test
  void whatIsTheRequestsFaultIsNotTriedAgain() {
    assertThatThrownBy(() -> ask(ErrorCode.INVALID_VALUE)).isInstanceOf(EmendException.class);
    assertThat(tries).hasValue(1);
  }
}
