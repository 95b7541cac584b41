package io.emend.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The app as it is packaged, in a JVM of its own. */
public final class PackagedApp {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private PackagedApp() {}

  public static ProcessBuilder with(String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Djava.awt.headless=true", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
    command.addAll(List.of("-jar", JAR.toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}
