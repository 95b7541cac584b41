package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObjectKeyTest {

  @ParameterizedTest
  @ValueSource(strings = {"a", "images/ab/abcd", "jobs/1/step-000100/x.json", ".hidden", "a/..b"})
  void plainSegmentsAreAKey(String key) {
    assertThat(new ObjectKey(key).value()).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "a/",
        "a//b",
        "..",
        "../a",
        "a/../b",
        "a/..",
        ".",
        "a/./b",
        "a\\b",
        "a b",
        "a\u0000b",
        "a\n",
        "C:/x",
        "%2e%2e/a",
        "a/\u2025/b"
      })
  void whatCouldLeadOutIsRefused(String key) {
    assertThatThrownBy(() -> new ObjectKey(key))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("key");
  }
}
