package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import org.junit.jupiter.api.Test;

class EngineOptionsTest {

  @Test
  void fewerSlotsThanTheBatchAreRefused() {
    assertThatThrownBy(() -> new EngineOptions(8, 7, 1, 10, 1, 1))
        .isInstanceOf(EmendException.class)
        .hasMessage("slots must be at least the batch of 8, was 7");
  }

  @Test
  void aQueueWithoutRoomIsRefused() {
    assertThatThrownBy(() -> new EngineOptions(1, 1, 0, 10, 1, 1))
        .hasMessageStartingWith("queueCapacity must be 1 or more");
  }

  @Test
  void aContextWithoutRoomForAnAnswerIsRefused() {
    assertThatThrownBy(() -> new EngineOptions(1, 1, 1, 1, 1, 1))
        .hasMessageStartingWith("maxLength must be 2 or more");
  }
}
