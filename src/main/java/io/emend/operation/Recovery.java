package io.emend.operation;

import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.ServedFunction;
import io.quarkus.arc.All;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Singleton;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The one place where operations are taken up after a restart: in a server with the admin function,
 * and neither in a command nor in a function beside it. One such server a store.
 */
@Singleton
final class Recovery {
  /** After those who listen have said so. */
  private static final int AFTER_THE_LISTENERS = ObserverMethod.DEFAULT_PRIORITY + 1;

  /** Before the engine closes, so that a stopped run does not take that for a failure. */
  private static final int BEFORE_THE_ENGINE = 1;

  private final List<Recoverable> all;
  private final boolean serving;

  Recovery(
      @All List<Recoverable> all,
      FunctionsConfig functions,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    this.all = all;
    this.serving = http && functions.functions().contains(ServedFunction.ADMIN);
  }

  void start(@Observes @Priority(AFTER_THE_LISTENERS) StartupEvent event) {
    if (serving) {
      all.forEach(Recoverable::recover);
    }
  }

  void stop(@Observes @Priority(BEFORE_THE_ENGINE) ShutdownEvent event) {
    all.forEach(Recoverable::stop);
  }
}
