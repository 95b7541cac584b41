package io.emend.storage.s3;

import io.emend.storage.StorageConfig;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** An S3-compatible store. Part of {@link StorageConfig}. */
public interface S3Config {

  /** Bucket that holds everything; it must exist. Without one, the file store is used. */
  Optional<String> bucket();

  /** Folder in the bucket, so that installations can share one; none by default. */
  Optional<String> prefix();

  /**
   * What callers may name in requests, as {@code BUCKET} or {@code BUCKET/PREFIX}; nothing by
   * default, since it is read with the credentials here.
   */
  Optional<Set<String>> open();

  /** The server; AWS by default. */
  @WithDefault("https://s3.amazonaws.com")
  URI endpoint();

  /** Part of the signature: a region that is not the server's is refused there. */
  @WithDefault("us-east-1")
  String region();

  /**
   * Whether the bucket is in the path or in the host name: by default in the host's at AWS only.
   */
  Optional<Boolean> pathStyle();

  /** With a secret key, used before all other credentials. */
  Optional<String> accessKey();

  Optional<String> secretKey();

  /**
   * File in the format of {@code ~/.aws/credentials}, read at each call. Without keys and file,
   * credentials are those of {@code AWS_ACCESS_KEY_ID} and {@code AWS_SECRET_ACCESS_KEY}, else
   * those that a token service gives for the file of {@code AWS_WEB_IDENTITY_TOKEN_FILE}, else
   * those of the container ({@code AWS_CONTAINER_CREDENTIALS_…}) or of the machine.
   */
  Optional<Path> credentialsFile();

  /**
   * Whether the machine's metadata service is asked for the credentials of its role where there are
   * no others; by default where a bucket is set, so that a laptop does not call an address that is
   * not there.
   */
  Optional<Boolean> machineCredentials();

  /** Section of the file. */
  @WithDefault("default")
  String credentialsProfile();

  /** Token service for a web identity; that of AWS by default. */
  Optional<URI> tokenService();

  /** Server-side encryption of what is written. */
  @WithDefault("none")
  Encryption encryption();

  /** Key that {@code kms} encrypts with. */
  Optional<String> kmsKey();

  /** Until a connection stands. */
  @WithDefault("3s")
  Duration connectTimeout();

  /** Without a byte in or out; a server that goes silent is given up after it. */
  @WithDefault("15s")
  Duration silenceTimeout();

  /** Tries after the first where the server or the network failed, and might not again. */
  @WithDefault("4")
  int retries();

  /**
   * Before the first retry, drawn by half either way; it doubles with each, up to 20 times this.
   */
  @WithDefault("200ms")
  Duration retryDelay();

  /** Connections that are open at once, and as many again for large reads; more calls wait. */
  @WithDefault("32")
  int connections();

  /** How long an unused connection is kept. */
  @WithDefault("1m")
  Duration connectionKeep();

  /** Server-side encryption. */
  enum Encryption {
    NONE,
    /** With keys of the store's. */
    S3,
    /** With a key of a key management service. */
    KMS
  }
}
