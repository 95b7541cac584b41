package io.emend.jobs;

import io.emend.jobs.kubernetes.KubernetesLauncher;
import io.emend.jobs.process.ProcessLauncher;
import io.fabric8.kubernetes.client.KubernetesClient;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The launcher that is configured. */
@Singleton
final class LauncherProducer {

  @Produces
  @Singleton
  JobLauncher launcher(
      JobsConfig config, LaunchCommand command, Instance<KubernetesClient> client) {
    return switch (config.launcher()) {
      case PROCESS -> new ProcessLauncher(config, command);
      case KUBERNETES -> new KubernetesLauncher(client.get(), config.kubernetes());
    };
  }
}
