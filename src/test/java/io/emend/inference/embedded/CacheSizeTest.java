package io.emend.inference.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import io.emend.error.EmendException;
import io.emend.inference.InferenceConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The defaults with a cache of 192 MiB a sequence: 3 GiB in all, beside 0.9 GB of weights. */
class CacheSizeTest {
  private static final long MEBIBYTE = 1 << 20;
  private static final InferenceConfig DEFAULTS = DefaultSettings.of(InferenceConfig.class);
  private static final CacheSize WANTED = new CacheSize(900 * MEBIBYTE, 16, 4096, 192 * MEBIBYTE);

  @Test
  void weightsAndCacheAreTold() {
    assertThat(WANTED)
        .hasToString("weights take 900 MiB, the KV cache 3072 MiB (16 slots of 4096 tokens)");
  }

  @Test
  void aCacheThatFitsStays() {
    assertThat(WANTED.within(4096 * MEBIBYTE, DEFAULTS)).isEqualTo(WANTED);
  }

  @Test
  void aCacheThatDoesNotFitHasFewerSlots() {
    assertThat(WANTED.within(2200 * MEBIBYTE, DEFAULTS).slots()).isEqualTo(10);
  }

  @Test
  void copiesShareWhatIsFree() {
    InferenceConfig two =
        DefaultSettings.of(InferenceConfig.class, Map.of("emend.inference.replicas", "2"));
    assertThat(WANTED.within(4096 * MEBIBYTE, two).slots()).isEqualTo(10);
  }

  @Test
  void aBatchThatDoesNotFitIsRefusedWithTheSettings() {
    assertThatThrownBy(() -> WANTED.within(1500 * MEBIBYTE, DEFAULTS))
        .isInstanceOf(EmendException.class)
        .hasMessage(
            "a KV cache for a batch of 8 sequences of 4096 tokens takes 1536 MiB, and 1500 MiB are"
                + " free, of which 256 MiB stay: lower emend.inference.batch,"
                + " emend.inference.max-length or emend.inference.replicas");
  }
}
