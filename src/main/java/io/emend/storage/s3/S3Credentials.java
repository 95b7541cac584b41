package io.emend.storage.s3;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.minio.credentials.AwsConfigProvider;
import io.minio.credentials.AwsEnvironmentProvider;
import io.minio.credentials.IamAwsProvider;
import io.minio.credentials.Provider;
import io.minio.credentials.StaticProvider;
import java.net.URI;
import java.util.Map;
import java.util.Set;

/**
 * Who calls an S3 store: keys of the configuration, else of a file, else of the environment, else
 * the role of the machine.
 */
final class S3Credentials {
  private static final String ACCESS_KEY = "AWS_ACCESS_KEY_ID";

  /** Set in pods and tasks that have a role. */
  private static final Set<String> ROLES =
      Set.of(
          "AWS_WEB_IDENTITY_TOKEN_FILE",
          "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
          "AWS_CONTAINER_CREDENTIALS_FULL_URI");

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
    if (environment.containsKey(ACCESS_KEY)) {
      return new AwsEnvironmentProvider();
    }
    boolean machine = config.machineCredentials().orElse(config.bucket().isPresent());
    if (machine || ROLES.stream().anyMatch(environment::containsKey)) {
      return new IamAwsProvider(config.tokenService().map(URI::toString).orElse(null), null);
    }
    return () -> {
      throw new EmendException(
          ErrorCode.STORE_NOT_CONFIGURED,
          "there are no S3 credentials: set emend.storage.s3.access-key and secret-key, or"
              + " credentials-file, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY");
    };
  }
}
