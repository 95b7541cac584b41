package io.emend.jobs;

import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How to start this application once more: its own Java, jar and options. In development and in
 * tests, where there is no jar, its class path.
 */
@Singleton
public final class LaunchCommand {
  private static final String JAR = "quarkus-run.jar";
  private static final String MAIN = "io.emend.command.Main";

  private final JobsConfig config;

  public LaunchCommand(JobsConfig config) {
    this.config = config;
  }

  /** The whole command line of a run. */
  public List<String> of(JobSpec spec) {
    List<String> command = new ArrayList<>(config.command().orElseGet(this::self));
    command.addAll(spec.arguments());
    return command;
  }

  private List<String> self() {
    String classPath = System.getProperty("java.class.path");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(inherited(ManagementFactory.getRuntimeMXBean().getInputArguments()));
    // A full heap ends the run with an exit code of its own instead of half a run.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(config.jvmOptions().orElse(List.of()));
    command.addAll(
        classPath.endsWith(JAR) ? List.of("-jar", classPath) : List.of("-cp", classPath, MAIN));
    return command;
  }

  /** Options that make a run see what this process sees; debuggers and agents are for one only. */
  static List<String> inherited(List<String> options) {
    return options.stream()
        .filter(option -> !option.matches("-(agent|javaagent|Xrun|Xdebug|XX:.*(AOT|Archive)).*"))
        .toList();
  }
}
