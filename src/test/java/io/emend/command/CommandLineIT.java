package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineIT {
  @TempDir Path scratch;

  private Finished run(String... arguments) throws IOException {
    return Finished.run(PackagedApp.with(arguments), scratch);
  }

  private Finished runOnTakenPort(String... arguments) throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
      ProcessBuilder app = PackagedApp.with(arguments);
      app.environment().put("QUARKUS_HTTP_PORT", String.valueOf(taken.getLocalPort()));
      return Finished.run(app, scratch);
    }
  }

  /** With a port that is taken, so that only what does not listen succeeds. */
  @Test
  void helpListsTheCommandsAndOpensNoPort() throws IOException {
    Finished finished = runOnTakenPort("--help");
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.out()).contains("Usage: emend", "serve", "ask", "pretrain");
  }

  @Test
  void onlyWhatACommandPrintsIsOnStandardOutput() throws IOException {
    assertThat(run("--version").out()).matches("emend \\d+\\.\\d+\\.\\d+\\S*\\s+");
  }

  @Test
  void serveFailsWhenItsPortIsTaken() throws IOException {
    assertThat(runOnTakenPort("serve").exitCode()).isEqualTo(1);
  }

  @Test
  void anUnknownCommandExitsWithTwoAndShowsTheUsageOnStandardError() throws IOException {
    Finished finished = run("sreve");
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.out()).isEmpty();
    assertThat(finished.err()).contains("'sreve'", "Usage: emend");
  }

  @Test
  void aPortThatIsNoNumberIsNotUnderstood() throws IOException {
    Finished finished = run("serve", "--port", "http");
    assertThat(finished.exitCode()).isEqualTo(2);
    assertThat(finished.err()).contains("'--port'", "'http'");
  }

  @Test
  void aLibraryThatDoesNotLoadIsNamedWithoutAStackTrace() throws IOException {
    Path library = Files.writeString(scratch.resolve("libc10.so"), "no library");
    Files.writeString(scratch.resolve("libtorch.so"), "no library");
    ProcessBuilder app = PackagedApp.with("ask", "docs/sample.png", "What is red?");
    app.environment().put("PYTORCH_LIBRARY_PATH", scratch.toString());
    Finished finished = Finished.run(app, scratch);
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.err())
        .contains("libtorch does not load here", library.toString())
        .doesNotContain("\tat ");
  }

  @Test
  void theBundledModelIsNotLeftInTheTemporaryFolder() throws IOException {
    Path temporary = Files.createDirectory(scratch.resolve("tmp"));
    ProcessBuilder app =
        PackagedApp.with("evaluate", "--source", "scenes:plain/validation", "--limit", "1");
    app.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
    app.environment().put("EMEND_STORAGE_PATH", scratch.resolve("store").toString());
    Finished finished = Finished.run(app, scratch);
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(temporary).isDirectoryNotContaining("glob:**/emend-*");
    assertThat(finished.err().replace("Picked up JAVA_TOOL_OPTIONS", ""))
        .contains("evaluate emend-tiny 100 %  1/1")
        .doesNotContain("INFO", "ai.djl", "\r");
  }
}
