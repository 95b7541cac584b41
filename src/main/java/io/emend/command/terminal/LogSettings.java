package io.emend.command.terminal;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * How much of the log is shown. A person's command shows its result, and warnings and errors as a
 * line each; a server and the process of a job show their log. With {@code -v} all show all.
 */
public final class LogSettings {
  /** With one of these a command prints and ends. */
  private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");

  private static final Set<String> VERBOSE = Set.of("-v", "--verbose");

  /** Options by which a job's process is told what to do; its output is the job's log. */
  private static final List<String> JOBS = List.of("--job", "--collection", "--evaluation");

  /** Whoever sets one of these has said how much to show. */
  private static final List<String> LEVELS =
      List.of("quarkus.log.level", "quarkus.log.console.level");

  private static final Map<String, String> QUIET =
      Map.of(
          "quarkus.log.category.\"io.vertx.core.impl.BlockedThreadChecker\".level", "ERROR",
          "quarkus.log.console.level", "WARN",
          "quarkus.log.console.format", "emend: %p: %s%n",
          "quarkus.log.console.filter", OneLineRecords.NAME);

  /** What application.properties leaves out. */
  private static final Map<String, String> ALL =
      Map.of(
          "quarkus.log.category.\"ai.djl\".level", "INFO",
          "quarkus.log.category.\"io.smallrye.health\".level", "INFO",
          "quarkus.log.filter.\"io.quarkus\".target-level", "INFO");

  private LogSettings() {}

  public static boolean verbose(String... args) {
    return Stream.of(args).anyMatch(VERBOSE::contains);
  }

  /** The same line without the option that this class reads. */
  public static String[] withoutVerbose(String... args) {
    return Stream.of(args).filter(arg -> !VERBOSE.contains(arg)).toArray(String[]::new);
  }

  /**
   * Configuration properties by name.
   *
   * @param configured whether a property is set outside the application
   */
  public static Map<String, String> of(Predicate<String> configured, String... args) {
    if (verbose(args)) {
      return ALL;
    }
    Map<String, String> settings = new HashMap<>();
    if (!serves(args)) {
      settings.put("quarkus.log.category.\"io.quarkus\".level", "WARN");
    }
    if (!serves(args) && !job(args) && LEVELS.stream().noneMatch(configured)) {
      settings.putAll(QUIET);
    }
    return settings;
  }

  private static boolean serves(String... args) {
    return args.length > 0 && args[0].equals("serve") && Stream.of(args).noneMatch(HELP::contains);
  }

  private static boolean job(String... args) {
    return Stream.of(args)
        .anyMatch(
            arg -> JOBS.stream().anyMatch(job -> arg.equals(job) || arg.startsWith(job + "=")));
  }
}
