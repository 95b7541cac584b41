package io.emend.command;

import io.emend.command.demo.DemoOptions;
import io.emend.command.option.ServeOptions;
import io.emend.command.terminal.LogSettings;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/**
 * What a command line says about the HTTP server and the log. Quarkus opens its port and its log
 * before a command is parsed, so this is read first; only {@code serve} gets a port.
 */
public final class StartSettings {
  private static final Map<String, String> NO_SERVER = Map.of("quarkus.http.host-enabled", "false");

  private static final int MOST_COPIES = 4;

  /** Samples that keep a copy of the model busy. */
  private static final int BATCH = 8;

  private StartSettings() {}

  /** Configuration properties that this command line settles, by name. */
  public static Map<String, String> of(String... args) {
    Map<String, String> settings = new HashMap<>(server(LogSettings.withoutVerbose(args)));
    settings.putAll(LogSettings.of(StartSettings::configured, args));
    return settings;
  }

  /** As a system property, or as the environment variable that stands for it. */
  private static boolean configured(String property) {
    String variable = property.replaceAll("\\W", "_").toUpperCase(Locale.ROOT);
    return System.getProperty(property) != null || System.getenv(variable) != null;
  }

  private static Map<String, String> server(String... args) {
    return switch (args.length == 0 ? "" : args[0]) {
      case "serve" -> of(new ServeOptions(), args, StartSettings::address);
      case "demo" -> of(new DemoOptions(), args, StartSettings::demo);
      default -> NO_SERVER;
    };
  }

  private static <T> Map<String, String> of(
      T options, String[] args, Function<T, Map<String, String>> settings) {
    try {
      ParseResult parsed =
          new CommandLine(options).parseArgs(Arrays.copyOfRange(args, 1, args.length));
      return parsed.isUsageHelpRequested() ? NO_SERVER : settings.apply(options);
    } catch (ParameterException e) {
      // Parsed again once Quarkus is up, which then tells what is wrong.
      return NO_SERVER;
    }
  }

  private static Map<String, String> address(ServeOptions options) {
    Map<String, String> settings = new HashMap<>();
    if (options.port != null) {
      settings.put("quarkus.http.port", options.port.toString());
    }
    if (options.host != null) {
      settings.put("quarkus.http.host", options.host);
    }
    return settings;
  }

  /**
   * A server for this command alone, open to all who reach its loopback port, with a store of its
   * own, so that nothing of the user's is mixed with the demo's; a copy of the model a core, which
   * answers the same in less time, and does not warm up; and two trainings at once, a core each.
   */
  private static Map<String, String> demo(DemoOptions options) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", "0");
    settings.put("emend.access.anonymous", "true");
    String store = options.store().toAbsolutePath().toString();
    settings.put("emend.storage.path", store);
    settings.put("emend.jobs.concurrency", "2");
    settings.put("emend.jobs.attempts", "9");
    settings.put(
        "emend.jobs.jvm-options",
        "-Demend.training.threads=1,-Demend.storage.path=" + escaped(store));
    int copies = Math.min(MOST_COPIES, Runtime.getRuntime().availableProcessors());
    settings.put("emend.inference.replicas", "" + copies);
    settings.put("emend.inference.warm-up", "false");
    settings.put("emend.collection.concurrency", "" + BATCH * copies);
    settings.put("emend.inference.threads", "1");
    return settings;
  }

  /** As an element of a list in the configuration. */
  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,");
  }
}
