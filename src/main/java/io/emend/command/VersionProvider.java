package io.emend.command;

import io.quarkus.arc.Unremovable;
import jakarta.enterprise.context.Dependent;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import picocli.CommandLine.IVersionProvider;

/** The version that the build gave the app. */
@Dependent
@Unremovable
final class VersionProvider implements IVersionProvider {
  private final String version;

  VersionProvider(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  @Override
  public String[] getVersion() {
    return new String[] {"emend " + version};
  }
}
