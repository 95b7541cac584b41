package io.emend.inference.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RespondAsyncTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "respond-async",
        "Respond-Async",
        "respond-async; wait=5",
        "respond-async, wait=5",
        "wait=5, respond-async",
        "return=minimal,respond-async;x=1",
      })
  void itIsPreferredAmongOthersAndWithParameters(String line) {
    assertThat(RespondAsync.isPreferred(List.of(line))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wait=5", "respond-asynchronously", "x; respond-async", ";"})
  void otherPreferencesAreNot(String line) {
    assertThat(RespondAsync.isPreferred(List.of(line))).isFalse();
  }

  @Test
  void noHeaderIsNone() {
    assertThat(RespondAsync.isPreferred(null)).isFalse();
    assertThat(RespondAsync.isPreferred(List.of("wait=1", "respond-async"))).isTrue();
  }
}
