package io.emend.inference.serving;

import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelLifecycle;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready only while what is in production answers, where a model is served. */
@Readiness
public final class ModelHealth implements HealthCheck {
  private final ModelLifecycle model;
  private final ModelCatalog catalog;

  public ModelHealth(ModelLifecycle model, ModelCatalog catalog) {
    this.model = model;
    this.catalog = catalog;
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
    String behind = catalog.behind();
    return (behind.isEmpty() ? answer : answer.withData("registry", behind)).build();
  }
}
