package io.emend.inference;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready only when the model has answered, where one is served. */
@Readiness
final class ModelHealth implements HealthCheck {
  private final ServingModel model;

  ModelHealth(ServingModel model) {
    this.model = model;
  }

  @Override
  public HealthCheckResponse call() {
    if (!model.serving()) {
      return HealthCheckResponse.named("model").up().withData("state", "not served").build();
    }
    String obstacle = model.obstacle();
    return HealthCheckResponse.named("model")
        .status(obstacle.isEmpty())
        .withData("state", obstacle.isEmpty() ? "ready" : obstacle)
        .build();
  }
}
