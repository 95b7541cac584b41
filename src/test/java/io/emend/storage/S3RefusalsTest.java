package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that a server of ours cannot be brought to. */
class S3RefusalsTest {
  private static final ObjectKey KEY = ObjectKey.of("jobs", "one", "status.json");

  private static ObjectStore store(CannedServer server) {
    S3Config config =
        DefaultSettings.of(
                StorageConfig.class,
                Map.of(
                    "emend.storage.s3.endpoint", server.endpoint(),
                    "emend.storage.s3.access-key", "key",
                    "emend.storage.s3.secret-key", "secret-key",
                    "emend.storage.s3.retries", "2",
                    "emend.storage.s3.retry-delay", "1ms"))
            .s3();
    return new S3ObjectStore(S3Connection.of(config), "bucket", "");
  }

  @ParameterizedTest
  @CsvSource({
    "403, AccessDenied, the credentials may not do this in the bucket",
    "403, RequestTimeTooSkewed, the clock here differs from the one there",
    "400, ExpiredToken, the credentials have expired",
    "301, PermanentRedirect, the bucket is in another region",
    "507, XMinioStorageFull, its disks are full",
    "403, QuotaExceeded, the bucket's quota is used up"
  })
  void aRefusalSaysWhatAPersonCanDo(int status, String code, String hint) {
    try (CannedServer server = CannedServer.refusing(status, code)) {
      assertThatThrownBy(() -> store(server).put(KEY, new byte[1]))
          .hasMessage("the store failed at jobs/one/status.json: " + code + ", " + hint);
    }
  }

  @Test
  void whatIsRefusedForGoodIsAskedOnce() {
    try (CannedServer server = CannedServer.refusing(403, "AccessDenied")) {
      assertThatThrownBy(() -> store(server).put(KEY, new byte[1])).isNotNull();
      assertThat(server.requests()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @CsvSource({"503, SlowDown", "500, InternalError", "409, ConditionalRequestConflict"})
  void whatMayPassIsAskedAgain(int status, String code) {
    try (CannedServer server = CannedServer.refusing(status, code)) {
      assertThatThrownBy(() -> store(server).put(KEY, new byte[1])).isNotNull();
      assertThat(server.requests()).isEqualTo(3);
    }
  }
}
