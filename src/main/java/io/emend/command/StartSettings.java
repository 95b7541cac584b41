package io.emend.command;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * What a command line says about the HTTP server. Quarkus opens its port before a command is
 * parsed, so this is read first, and only {@code serve} gets a port.
 */
final class StartSettings {
  private static final Map<String, String> NO_SERVER =
      Map.of(
          "quarkus.http.host-enabled", "false",
          "quarkus.log.category.\"io.quarkus\".level", "WARN");

  private StartSettings() {}

  /** Configuration properties that this command line settles, by name. */
  static Map<String, String> of(String... args) {
    if (args.length == 0 || !args[0].equals("serve")) {
      return NO_SERVER;
    }
    ServeOptions options = new ServeOptions();
    try {
      new CommandLine(options).parseArgs(Arrays.copyOfRange(args, 1, args.length));
    } catch (ParameterException e) {
      // Parsed again once Quarkus is up, which then tells what is wrong.
      return NO_SERVER;
    }
    return options.help ? NO_SERVER : server(options);
  }

  private static Map<String, String> server(ServeOptions options) {
    Map<String, String> settings = new HashMap<>();
    if (options.port != null) {
      settings.put("quarkus.http.port", options.port.toString());
    }
    if (options.host != null) {
      settings.put("quarkus.http.host", options.host);
    }
    return settings;
  }
}
