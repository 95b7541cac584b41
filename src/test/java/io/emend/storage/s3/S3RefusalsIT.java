package io.emend.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StorageConfig;
import io.emend.storage.StoreFailures;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Refusals that a server of ours cannot be brought to. */
@ResourceLock(S3Server.METERS)
class S3RefusalsIT {
  private static final ObjectKey KEY = ObjectKey.of("jobs", "one", "status.json");
  private static final String LIST =
      """
      <ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">
        <Name>bucket</Name><Prefix>jobs/one/</Prefix><IsTruncated>false</IsTruncated>
        <Contents>
          <Key>jobs/one/status.json</Key><Size>5</Size>
          <LastModified>2026-01-01T00:00:00.000Z</LastModified>
        </Contents>
      </ListBucketResult>
      """;

  private static S3Connection connection(CannedServer server) {
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
    return S3Connection.of(config);
  }

  private static ObjectStore store(CannedServer server) {
    return new S3ObjectStore(connection(server), "bucket", "", new StoreFailures());
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

  @Test
  void whatHasNoVersionIsListed() {
    try (CannedServer server = new CannedServer(200, LIST)) {
      assertThat(store(server).list("jobs/one/")).containsExactly(KEY);
    }
  }

  @Test
  void whatHasNoVersionIsNotReadByRanges(@TempDir Path folder) {
    try (CannedServer server = new CannedServer(200, LIST)) {
      S3Connection connection = connection(server);
      var listed = new S3Listing(connection, "bucket", "jobs/one/").stream().toList().get(0);
      var object = new S3Object(connection, "bucket", listed, 0);
      assertThatThrownBy(() -> object.download(folder.resolve("file"), 2, null))
          .hasMessage(
              "the store failed at jobs/one/status.json: it has no ETag, write it there through"
                  + " S3");
    }
  }
}
