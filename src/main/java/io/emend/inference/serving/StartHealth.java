package io.emend.inference.serving;

import io.emend.inference.chat.ModelLifecycle;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Startup;

/**
 * Started once the model is in service. So it is, too, when the start has failed or waits for a
 * store: to start the process again mends neither, and readiness tells the reason.
 */
@Startup
public final class StartHealth implements HealthCheck {
  private final ModelLifecycle model;

  public StartHealth(ModelLifecycle model) {
    this.model = model;
  }

  @Override
  public HealthCheckResponse call() {
    boolean starting = model.starting();
    return HealthCheckResponse.named("model")
        .status(!starting)
        .withData("state", starting ? model.unavailableReason() : "started")
        .build();
  }
}
