package io.emend.inference.embedded;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while what is in production answers, where a model is served. */
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
    String trouble = model.trouble();
    HealthCheckResponseBuilder answer =
        HealthCheckResponse.named("model")
            .status(trouble.isEmpty())
            .withData("state", trouble.isEmpty() ? "ready" : trouble);
    String behind = model.behind();
    return (behind.isEmpty() ? answer : answer.withData("registry", behind)).build();
  }
}
