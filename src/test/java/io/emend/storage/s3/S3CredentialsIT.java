package io.emend.storage.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.StorageConfig;
import io.minio.credentials.Credentials;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3CredentialsIT {
  private static final String TOKEN_FILE = "AWS_WEB_IDENTITY_TOKEN_FILE";
  private static final String ROLE = "AWS_ROLE_ARN";
  private static final Map<String, String> KEYS =
      Map.of("emend.storage.s3.access-key", "mine", "emend.storage.s3.secret-key", "secret");

  @TempDir Path folder;

  @AfterEach
  void forget() {
    System.clearProperty(TOKEN_FILE);
    System.clearProperty(ROLE);
  }

  private static Credentials credentials(
      Map<String, String> settings, Map<String, String> environment) {
    S3Config config = DefaultSettings.of(StorageConfig.class, settings).s3();
    return S3Credentials.of(config, environment).fetch();
  }

  @Test
  void keysOfTheConfigurationComeFirst() {
    assertThat(credentials(KEYS, Map.of("AWS_ACCESS_KEY_ID", "other")).accessKey())
        .isEqualTo("mine");
  }

  @Test
  void anAccessKeyAloneIsRefused() {
    assertThatThrownBy(() -> credentials(Map.of("emend.storage.s3.access-key", "mine"), Map.of()))
        .hasMessage(
            "emend.storage.s3.secret-key must be set if an access key is, and only then,"
                + " was not set");
  }

  @Test
  void aFileIsReadAtEachCall() throws IOException {
    Path file = folder.resolve("credentials");
    Files.writeString(file, section("first"));
    S3Config config =
        DefaultSettings.of(
                StorageConfig.class, Map.of("emend.storage.s3.credentials-file", file.toString()))
            .s3();
    var provider = S3Credentials.of(config, Map.of());
    provider.fetch();
    Files.writeString(file, section("second"));
    assertThat(provider.fetch().accessKey()).isEqualTo("second");
  }

  private static String section(String key) {
    return "[default]\naws_access_key_id = %s\naws_secret_access_key = secret\n".formatted(key);
  }

  @Test
  void aWebIdentityIsTakenToTheTokenService() throws IOException {
    Path token = Files.writeString(folder.resolve("token"), "a.token.of-the-cluster");
    System.setProperty(TOKEN_FILE, token.toString());
    System.setProperty(ROLE, "arn:aws:iam::1:role/emend");
    try (CannedServer service =
        new CannedServer(
            200,
            """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
            <AssumeRoleWithWebIdentityResult><Credentials>
            <AccessKeyId>lent</AccessKeyId><SecretAccessKey>secret</SecretAccessKey>
            <SessionToken>session</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration>
            </Credentials></AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
            """)) {
      assertThat(
              credentials(
                      Map.of("emend.storage.s3.token-service", service.endpoint()),
                      Map.of(TOKEN_FILE, token.toString()))
                  .accessKey())
          .isEqualTo("lent");
    }
  }

  @Test
  void withoutAnyTheMetadataServiceIsNotCalled() {
    assertThatThrownBy(() -> credentials(Map.of(), Map.of()))
        .hasMessageStartingWith("there are no S3 credentials: set emend.storage.s3.access-key");
  }

  @Test
  void aNamedBucketCannotBeReadWithoutAny() {
    S3Connection connection =
        S3Connection.of(DefaultSettings.of(StorageConfig.class, Map.of()).s3());
    BucketReader reader = new BucketReader(connection, Set.of("bucket"));
    assertThatThrownBy(() -> reader.read("image", "s3://bucket/a.png", 1))
        .isInstanceOfSatisfying(
            EmendException.class,
            e ->
                assertThat(e.code())
                    .as(() -> String.valueOf(e))
                    .isEqualTo(ErrorCode.STORE_NOT_CONFIGURED));
    assertThatThrownBy(() -> new S3Listing(connection, "bucket", "a/").stream().toList())
        .isInstanceOfSatisfying(
            EmendException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.STORE_NOT_CONFIGURED));
  }
}
