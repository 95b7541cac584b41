package io.emend.command.app;

import io.emend.Soak;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The app as it is packaged, in a JVM of its own. What its JVM compiles lives too shortly for the
 * optimising compiler, and it finds its classes in an archive; in a soak run it is as shipped.
 */
public final class PackagedApp {
  static final Path FOLDER = Path.of("target", "quarkus-app");
  private static final List<String> QUICK =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto", "-Xlog:cds*=off");

  private PackagedApp() {}

  public static ProcessBuilder with(String... arguments) {
    return Soak.ON ? asShipped(arguments) : quick(arguments);
  }

  public static ProcessBuilder asShipped(String... arguments) {
    return with(List.of(), arguments);
  }

  private static ProcessBuilder quick(String... arguments) {
    String archive = "-XX:SharedArchiveFile=" + ClassArchive.file();
    List<String> options = new ArrayList<>(QUICK);
    options.add(archive);
    ProcessBuilder builder = with(options, arguments);
    // Runs inherit a server's options, but not what it takes its classes from.
    builder.environment().put("EMEND_JOBS_JVM_OPTIONS", archive);
    return builder;
  }

  public static ProcessBuilder with(List<String> options, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-Djava.awt.headless=true", "-Dai.djl.offline=true", "-DOPT_OUT_TRACKING=true"));
    command.addAll(options);
    command.addAll(List.of("-jar", FOLDER.resolve("quarkus-run.jar").toAbsolutePath().toString()));
    command.addAll(List.of(arguments));
    AppStarts.begun(arguments[0]);
    return new ProcessBuilder(command);
  }

  /** Settings by property name as environment variables. */
  public static Map<String, String> variables(Map<String, String> settings) {
    return settings.entrySet().stream()
        .collect(
            Collectors.toMap(
                setting -> setting.getKey().toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"),
                Map.Entry::getValue));
  }
}
