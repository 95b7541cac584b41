package io.emend.command.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** The packaged app as a server, in a process of its own. Its log goes to a file. */
public final class RunningApp implements AutoCloseable {
  public static final String[] SERVE = {"serve", "--port", "0", "--host=127.0.0.1"};
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Process process;
  private final Path log;
  private final int port;

  private RunningApp(Process process, Path log) throws Exception {
    this.process = process;
    this.log = log;
    Instant begun = Instant.now();
    this.port = Integer.parseInt(await(() -> number(LISTENING, Files.readString(log))));
    AppStarts.listening(Duration.between(begun, Instant.now()));
  }

  /**
   * @param scratch for its log and its store
   */
  public static RunningApp start(Path scratch) throws Exception {
    return start(scratch, Map.of());
  }

  /**
   * @param environment settings as environment variables
   */
  public static RunningApp start(Path scratch, Map<String, String> environment) throws Exception {
    ProcessBuilder builder = PackagedApp.with(SERVE);
    builder.environment().put("EMEND_STORAGE_PATH", scratch.resolve("store").toString());
    builder.environment().putAll(environment);
    return start(scratch, builder);
  }

  /**
   * @param builder of a server that tells its port in its log
   */
  public static RunningApp start(Path scratch, ProcessBuilder builder) throws Exception {
    Path log = Files.createTempFile(scratch, "app", ".log");
    return new RunningApp(
        builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
  }

  public Process process() {
    return process;
  }

  public String log() throws IOException {
    return Files.readString(log);
  }

  public URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  public void awaitReady() throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest ready = HttpRequest.newBuilder(uri("/q/health/ready")).build();
    await(() -> client.send(ready, BodyHandlers.discarding()).statusCode() == 200 ? "ready" : null);
  }

  /** Memory of the process that is in RAM, in KiB. */
  public long resident() {
    try {
      Path status = Path.of("/proc", String.valueOf(process.pid()), "status");
      return Long.parseLong(number(RESIDENT, Files.readString(status)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String number(Pattern pattern, String text) {
    return pattern.matcher(text).results().findFirst().map(found -> found.group(1)).orElse(null);
  }

  /** The first result that is not null. */
  private <T> T await(Callable<T> attempt) throws Exception {
    Instant end = Instant.now().plus(PATIENCE);
    while (process.isAlive() && Instant.now().isBefore(end)) {
      T result = attempt.call();
      if (result != null) {
        return result;
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError(Files.readString(log));
  }

  /** With a signal, so that it takes its temporary files with it. */
  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(30, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
