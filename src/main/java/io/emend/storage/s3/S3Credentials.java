package io.emend.storage.s3;

import io.emend.error.EmendException;
import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.net.URI;
import java.util.Map;

/** Who calls an S3 store: keys of the configuration, else of a file, else of the environment. */
final class S3Credentials {
  private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";

  private S3Credentials() {}

  /**
   * @param environment this process's variables
   */
  static Provider of(S3Config config, Map<String, String> environment) {
    EmendException.require(
        config.accessKey().isPresent() == config.secretKey().isPresent(),
        "emend.storage.s3.secret-key",
        "must be set if an access key is, and only then",
        config.secretKey().isPresent() ? "set" : "not set");
    if (config.accessKey().isPresent()) {
      return new StaticProvider(config.accessKey().get(), config.secretKey().get(), null);
    }
    if (config.credentialsFile().isPresent()) {
      String file = config.credentialsFile().get().toString();
      return new AwsConfigProvider(file, config.credentialsProfile());
    }
    return environment.containsKey(ACCESS_KEY)
        ? new AwsEnvironmentProvider()
        : new IamAwsProvider(config.tokenService().map(URI::toString).orElse(null), null);
  }
}
