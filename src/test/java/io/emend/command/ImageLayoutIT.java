package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of an image, started as its container would start them. */
@Timeout(240)
class ImageLayoutIT {
  @TempDir static Path shared;
  private static ImageLayout layout;
  private static Map<String, String> files;

  @TempDir Path scratch;
  private Path writable;

  @BeforeAll
  static void lay() throws Exception {
    open(shared);
    layout = ImageLayout.in(shared.resolve("emend"), shared);
    files = layout.files();
    layout.makeReadOnly();
  }

  @AfterAll
  static void allowDeletion() throws Exception {
    layout.makeWritable();
  }

  @BeforeEach
  void makeWritable() throws Exception {
    open(scratch);
    writable = Files.createDirectory(scratch.resolve("writable"));
  }

  @Test
  void aServerAnswersOnAReadOnlyRoot() throws Exception {
    try (RunningApp app = RunningApp.start(scratch, layout.server(writable))) {
      app.awaitReady();
      HttpRequest question =
          HttpRequest.newBuilder(app.uri("/v1/inferences"))
              .header("Content-Type", "application/json")
              .POST(
                  BodyPublishers.ofString(
                      "{\"image\":\"%s\",\"question\":\"What?\"}".formatted(KilledServerIT.PIXEL)))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(question, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
  }

  /** Of a library that is unpacked, loaded and deleted, the map of the process still tells. */
  @Test
  void aStartExtractsNothing() throws Exception {
    try (RunningApp app = RunningApp.start(scratch, layout.server(writable))) {
      app.awaitReady();
      assertThat(ImageLayout.files(writable).keySet())
          .allMatch(file -> file.startsWith(".emend/store/"));
      assertThat(mappedFiles(app.process()))
          .anyMatch(file -> file.endsWith("libtorch_cpu.so"))
          .anyMatch(file -> file.endsWith("libtokenizers.so"))
          .noneMatch(file -> file.startsWith(writable.toString()))
          .noneMatch(file -> file.endsWith("(deleted)"));
    }
    assertThat(layout.files()).isEqualTo(files);
  }

  @Test
  void whereUsersCanBeChangedTheServerIsNotRoot() throws Exception {
    try (RunningApp app = RunningApp.start(scratch, layout.server(writable))) {
      assertThat(Files.getAttribute(Path.of("/proc/" + app.process().pid()), "unix:uid"))
          .isNotEqualTo(0);
    }
  }

  /** A JVM that must have the cache ends at once when it cannot take it. */
  @Test
  void theCacheOfTheTrainingRunIsTaken() throws Exception {
    assumeTrue(layout.cached(), "no Java 25 here");
    try (RunningApp app = RunningApp.start(scratch, layout.server(writable, "-XX:AOTMode=on"))) {
      app.awaitReady();
    }
  }

  @Test
  void aSignalReachesTheServer() throws Exception {
    try (RunningApp app = RunningApp.start(scratch, layout.server(writable))) {
      app.process().destroy();
      assertThat(app.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(app.process().exitValue()).isEqualTo(143);
    }
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
