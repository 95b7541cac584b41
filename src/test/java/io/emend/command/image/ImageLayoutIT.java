package io.emend.command.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.emend.command.app.RunningApp;
import io.emend.command.serve.KilledServerIT;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of an image, started as its container would start them. */
@Timeout(600)
@Order(3)
class ImageLayoutIT {
  @TempDir static Path shared;
  private static ImageLayout layout;
  private static Map<String, String> files;
  private static Path writable;
  private static HttpResponse<String> answer;
  private static List<String> mapped;
  private static Object user;
  private static int exitCode;

  /** With a cache a JVM that must have it: it ends at once when it cannot take it. */
  @BeforeAll
  static void run() throws Exception {
    open(shared);
    layout = ImageLayout.in(shared.resolve("emend"), shared);
    files = layout.files();
    layout.makeReadOnly();
    writable = Files.createDirectory(shared.resolve("writable"));
    String[] options = layout.cached() ? new String[] {"-XX:AOTMode=on"} : new String[0];
    try (RunningApp app = RunningApp.start(shared, layout.server(writable, options))) {
      app.awaitReady();
      answer = ask(app);
      mapped = mappedFiles(app.process());
      user = Files.getAttribute(Path.of("/proc/" + app.process().pid()), "unix:uid");
      app.process().destroy();
      exitCode = app.process().waitFor();
    }
  }

  @AfterAll
  static void allowDeletion() throws Exception {
    layout.makeWritable();
  }

  private static HttpResponse<String> ask(RunningApp app) throws Exception {
    String body = "{\"image\":\"%s\",\"question\":\"What?\"}".formatted(KilledServerIT.PIXEL);
    HttpRequest question =
        HttpRequest.newBuilder(app.uri("/v1/inferences"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    return HttpClient.newHttpClient().send(question, BodyHandlers.ofString());
  }

  @Test
  void aServerAnswersOnAReadOnlyRoot() {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }

  /** Of a library that is unpacked, loaded and deleted, the map of the process still tells. */
  @Test
  void aStartExtractsNothing() throws Exception {
    assertThat(ImageLayout.files(writable).keySet())
        .allMatch(file -> file.startsWith(".emend/store/"));
    assertThat(mapped)
        .anyMatch(file -> file.endsWith("libtorch_cpu.so"))
        .anyMatch(file -> file.endsWith("libtokenizers.so"))
        .noneMatch(file -> file.startsWith(writable.toString()))
        .noneMatch(file -> file.endsWith("(deleted)"));
    assertThat(layout.files()).isEqualTo(files);
  }

  @Test
  void whereUsersCanBeChangedTheServerIsNotRoot() {
    assertThat(user).isNotEqualTo(0);
  }

  @Test
  void theCacheOfTheTrainingRunIsTaken() {
    assumeTrue(layout.cached(), "no Java 25 here");
    assertThat(answer.statusCode()).isEqualTo(200);
  }

  @Test
  void aSignalReachesTheServer() {
    assertThat(exitCode).isEqualTo(143);
  }

  private static List<String> mappedFiles(Process process) throws Exception {
    Path maps = Path.of("/proc/" + process.pid() + "/maps");
    try (Stream<String> lines = Files.lines(maps)) {
      return lines.filter(line -> line.contains("/")).map(ImageLayoutIT::file).distinct().toList();
    }
  }

  private static String file(String mapping) {
    return mapping.substring(mapping.indexOf('/'));
  }

  /** Another user has to get there. */
  private static void open(Path folder) throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
