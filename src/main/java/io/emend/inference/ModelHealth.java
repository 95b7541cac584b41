package io.emend.inference;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only when the model has answered. */
@Readiness
final class ModelHealth implements HealthCheck {
  private final ServingModel model;

  ModelHealth(ServingModel model) {
    this.model = model;
  }

  @Override
  public HealthCheckResponse call() {
    String obstacle = model.obstacle();
    return HealthCheckResponse.named("model")
        .status(obstacle.isEmpty())
        .withData("state", obstacle.isEmpty() ? "ready" : obstacle)
        .build();
  }
}
