package io.emend.storage;

import io.emend.storage.s3.S3Uri;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready once the store has worked: a server with wrong credentials never gets a request. A server
 * whose own disk takes nothing more is not ready. One whose bucket fails later stays ready, and
 * says so: every server has the same bucket, answers that need none are still given, and those that
 * do are refused with the reason.
 */
@Readiness
@Singleton
final class StoreHealth implements HealthCheck {
  private final StoreWatch watch;
  private final StorageConfig config;

  StoreHealth(StoreWatch watch, StorageConfig config) {
    this.watch = watch;
    this.config = config;
  }

  @Override
  public HealthCheckResponse call() {
    String trouble = watch.trouble();
    return HealthCheckResponse.named("store")
        .status(watch.proved() && (trouble.isEmpty() || config.s3().bucket().isPresent()))
        .withData("place", place())
        .withData("state", trouble.isEmpty() ? "ready" : trouble)
        .build();
  }

  private String place() {
    return config.s3().bucket().map(S3Uri.SCHEME::concat).orElse(config.path().toString());
  }
}
