package io.emend.command.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What an image has in {@code /opt/emend}, in a folder, and how its container starts it. Where this
 * machine has a Java of 25 or newer, it has the ahead-of-time cache as well.
 */
record ImageLayout(Path folder, Path java, boolean cached) {
  private static final Path TOOLS = Path.of("tools", "image");
  private static final Path JVMS = Path.of("/usr/lib/jvm");

  /** Made by the scripts that make the image. */
  static ImageLayout in(Path folder, Path scratch) throws Exception {
    run(scratch, Map.of(), "layout.sh", folder.toString());
    List<Path> newest = javas25();
    if (newest.isEmpty()) {
      return new ImageLayout(folder, Path.of(System.getProperty("java.home"), "bin/java"), false);
    }
    Path java = newest.get(0);
    String path = java.getParent() + ":" + System.getenv("PATH");
    Map<String, String> environment = Map.of("PATH", path, "PORT", String.valueOf(freePort()));
    run(scratch, environment, "train-cache.sh", folder.toString(), "docs/sample.png");
    return new ImageLayout(folder, java, true);
  }

  /** A server as the image's container starts it, with {@code writable} as all it may write to. */
  ProcessBuilder server(Path writable, String... jvmOptions) {
    List<String> command = new ArrayList<>();
    command.add(TOOLS.resolve("start.sh").toString());
    command.addAll(List.of(folder.toString(), writable.toString()));
    command.add("-XX:+IgnoreUnrecognizedVMOptions");
    command.addAll(List.of(jvmOptions));
    command.addAll(List.of("--", "serve", "--port", "0", "--host", "127.0.0.1"));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA", java.toString());
    return builder;
  }

  /** Its files, with what would change if they did. */
  Map<String, String> files() throws IOException {
    return files(folder);
  }

  static Map<String, String> files(Path folder) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(
            folder.relativize(path).toString(),
            Files.size(path) + " bytes, " + Files.getLastModifiedTime(path));
      }
    }
    return files;
  }

  /** As in an image, nothing of it can be written. */
  void makeReadOnly() throws IOException {
    setWritable(false);
  }

  /** So that it can be deleted. */
  void makeWritable() throws IOException {
    setWritable(true);
  }

  private void setWritable(boolean writable) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.filter(Files::isDirectory).toList()) {
        Files.setPosixFilePermissions(
            path, PosixFilePermissions.fromString(writable ? "rwxr-xr-x" : "r-xr-xr-x"));
      }
    }
  }

  private static void run(
      Path scratch, Map<String, String> environment, String script, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(TOOLS.resolve(script).toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    Finished finished = Finished.run(builder, scratch);
    assertThat(finished.exitCode()).as(finished.err()).isZero();
  }

  private static List<Path> javas25() throws IOException {
    if (!Files.isDirectory(JVMS)) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(JVMS)) {
      return homes.filter(ImageLayout::is25).map(home -> home.resolve("bin/java")).toList();
    }
  }

  private static boolean is25(Path home) {
    Path release = home.resolve("release");
    try {
      return Files.exists(release) && Files.readString(release).contains("JAVA_VERSION=\"25");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
