package io.emend.command.app;

import io.emend.command.serve.KilledServerIT;
import io.emend.storage.s3.S3Server;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The packaged app's classes as JVMs share them (AppCDS): a start from it takes less than half the
 * time. The first test that starts the app makes it, once for each package, of a server that
 * answers a few questions.
 */
final class ClassArchive {
  private static final Path FILE = Path.of("target", "quarkus-app.jsa");
  private static final String QUESTION =
      """
      {"image": "%s", "question": "What color is the shape?", "options": ["red", "blue"]}
      """
          .formatted(KilledServerIT.PIXEL);
  private static final String CHAT =
      """
      {"messages": [{"role": "user", "content": "What?"}], "max_tokens": 4, "stream": true}
      """;

  private ClassArchive() {}

  /** Where it is. */
  public static synchronized Path file() {
    Path lock = FILE.resolveSibling("quarkus-app.jsa.lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      if (held.isValid() && !isFresh()) {
        make();
      }
    } catch (Exception e) {
      throw new IllegalStateException("no class archive of the packaged app", e);
    }
    return FILE.toAbsolutePath();
  }

  /** A JVM takes it only for the very jars that it was made of. */
  private static boolean isFresh() throws IOException {
    long made = FILE.toFile().lastModified();
    try (Stream<Path> files = Files.walk(PackagedApp.FOLDER)) {
      return files.allMatch(file -> file.toFile().lastModified() < made);
    }
  }

  private static void make() throws Exception {
    Path made = FILE.resolveSibling("quarkus-app.jsa.new");
    Path scratch = Files.createTempDirectory(FILE.toAbsolutePath().getParent(), "class-archive");
    try (S3Server store = S3Server.start(scratch);
        RunningApp app = RunningApp.start(scratch, server(made, store))) {
      app.awaitReady();
      post(app, "/v1/inferences", QUESTION);
      post(app, "/v1/corrections", QUESTION);
      post(app, "/v1/chat/completions", CHAT);
      app.process().destroy();
      app.process().waitFor(2, TimeUnit.MINUTES);
    }
    Files.move(made, FILE, StandardCopyOption.ATOMIC_MOVE);
  }

  /** With a broker that is not there: its clients are loaded all the same. */
  private static ProcessBuilder server(Path made, S3Server store) {
    List<String> options = List.of("-XX:ArchiveClassesAtExit=" + made, "-Xlog:cds*=off");
    ProcessBuilder builder = PackagedApp.with(options, RunningApp.SERVE);
    builder.environment().putAll(PackagedApp.variables(store.settings()));
    builder.environment().put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1");
    return builder;
  }

  private static void post(RunningApp app, String path, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(app.uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(answer.body());
    }
  }
}
