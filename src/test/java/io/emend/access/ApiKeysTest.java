package io.emend.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.storage.Sha256;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApiKeysTest {

  private static ApiKeys keys(String digest) {
    return new ApiKeys(new OneKey(Map.of("alice", new Digest(digest, Set.of(Role.USER)))));
  }

  private record OneKey(Map<String, AccessConfig.Key> keys) implements AccessConfig {
    @Override
    public boolean anonymous() {
      return false;
    }
  }

  private record Digest(String sha256, Set<Role> roles) implements AccessConfig.Key {}

  @Test
  void aKeyLeadsToItsHolder() {
    String name = keys(Sha256.of("k")).holder("k").orElseThrow().getPrincipal().getName();
    assertThat(name).isEqualTo("alice");
  }

  @Test
  void theDigestIsNoKey() {
    String digest = Sha256.of("k");
    assertThat(keys(digest).holder(digest)).isEmpty();
  }

  @Test
  void aKeyInPlaceOfItsDigestIsRefusedAndNotShown() {
    assertThatThrownBy(() -> keys("a-plain-secret"))
        .hasMessageContaining("emend.access.keys.alice.sha256")
        .hasMessageNotContaining("secret");
  }
}
