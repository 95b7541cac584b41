package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.emend.command.app.Finished;
import io.emend.command.app.PackagedApp;
import io.emend.command.app.RunningApp;
import io.emend.error.ExitStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Questions that a command leaves to a server. */
@Timeout(600)
class RemoteAskIT {
  private static final Path PICTURE = Path.of("docs", "sample.png");
  @TempDir static Path scratch;
  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = RunningApp.start(scratch);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    app.close();
  }

  private static Finished ask(String server, String... more) throws IOException {
    List<String> arguments =
        new ArrayList<>(
            List.of("ask", "--server", server, PICTURE.toString(), "What colour is the square?"));
    List.of("blue", "red").forEach(option -> arguments.addAll(List.of("--option", option)));
    arguments.addAll(Arrays.asList(more));
    ProcessBuilder command = PackagedApp.with(arguments.toArray(String[]::new));
    // A folder that cannot be made: what asks a server keeps nothing.
    command.environment().put("EMEND_STORAGE_PATH", "/proc/none");
    return Finished.run(command, scratch);
  }

  @Test
  void theServersAnswerIsPrinted() throws IOException {
    Finished finished = ask(app.uri("").toString(), "--fail-without-answer");
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(finished.out()).containsPattern("answer: [AB]\n");
  }

  @Test
  void bothTurnsOfACorrectionArePrinted() throws IOException {
    Finished finished = ask(app.uri("").toString(), "--correct", "--fail-without-answer");
    assertThat(finished.exitCode()).as(finished.err()).isZero();
    assertThat(finished.out()).containsPattern("first: .*\nsecond: .*\nanswer: [AB]\n");
  }

  @Test
  void aServerThatRefusesIsNotAskedAgain() throws IOException {
    Finished finished = ask(app.uri("").toString(), "--option", "");
    assertThat(finished.exitCode()).isEqualTo(ExitStatus.REFUSED.code());
    assertThat(finished.err()).contains("request_refused", "422", "options");
  }

  @Test
  void aServerThatNeverAnswersIsGivenUp() throws IOException {
    Finished finished = ask("http://127.0.0.1:1", "--wait", "2");
    assertThat(finished.exitCode()).isEqualTo(1);
    assertThat(finished.err()).contains("model_not_ready", "127.0.0.1:1 does not answer");
  }

  @Test
  void anythingElseThanAWebAddressIsRefused() throws IOException {
    assertThat(ask("localhost:8080").err()).contains("--server", "must be an http: or https: URL");
  }

  /** A proxy before a function that is away twice, and wants a key. */
  @Test
  void aServerThatWakesUpIsWaitedFor() throws IOException {
    AtomicInteger calls = new AtomicInteger();
    List<String> keys = new ArrayList<>();
    HttpServer proxy =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    proxy.createContext(
        "/v1/inferences",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          byte[] body =
              "{\"response\":\"none\",\"answerParsed\":false,\"later\":1}"
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(calls.incrementAndGet() < 3 ? 503 : 200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    proxy.start();
    Path key = Files.writeString(scratch.resolve("key"), "secret\n");
    Finished finished =
        ask(
            "http://127.0.0.1:" + proxy.getAddress().getPort(),
            "--key-file",
            key.toString(),
            "--fail-without-answer");
    proxy.stop(0);
    assertThat(finished.exitCode()).as(finished.err()).isEqualTo(1);
    assertThat(finished.out()).contains("answer: (none found)");
    assertThat(keys).containsExactly("Bearer secret", "Bearer secret", "Bearer secret");
  }
}
