package io.emend.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import kafka.tools.StorageTool;

/**
 * A Kafka broker that is its own controller, as a child process; it keeps its log over restarts.
 */
public final class KafkaBroker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Its clients and its formatter print all their settings; kept, since loggers are not. */
  private static final Logger KAFKA = Logger.getLogger("org.apache.kafka");

  static {
    KAFKA.setLevel(Level.WARNING);
  }

  private final Path folder;
  private final int port = freePort();
  private final int controller = freePort();
  private Process process;

  private KafkaBroker(Path folder) {
    this.folder = folder;
  }

  public static KafkaBroker start(Path folder) throws Exception {
    KafkaBroker broker = new KafkaBroker(folder);
    Files.writeString(broker.settings(), broker.properties());
    broker.format();
    broker.resume();
    return broker;
  }

  /** In this process: another JVM takes seconds to start. */
  private void format() {
    String[] arguments = {
      "format", "--cluster-id", "AAAAAAAAAAAAAAAAAAAAAQ", "--config", settings().toString()
    };
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    if (StorageTool.execute(arguments, new PrintStream(said, true, UTF_8)) != 0) {
      throw new IllegalStateException(said.toString(UTF_8));
    }
  }

  public String servers() {
    return "127.0.0.1:" + port;
  }

  /** Kills the broker; what it has written stays. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts the broker that was killed. */
  public void resume() throws Exception {
    process = java("kafka.Kafka", settings().toString());
    Instant end = Instant.now().plus(PATIENCE);
    while (!listens()) {
      if (Instant.now().isAfter(end) || !process.isAlive()) {
        throw new IllegalStateException(Files.readString(log()));
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private Process java(String main, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx384m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
        .start();
  }

  private Path settings() {
    return folder.resolve("kafka.properties");
  }

  private Path log() {
    return folder.resolve("kafka.log");
  }

  private String properties() {
    String own = "PLAINTEXT://127.0.0.1:" + port;
    return String.join(
        "\n",
        "process.roles=broker,controller",
        "node.id=1",
        "controller.quorum.voters=1@127.0.0.1:" + controller,
        "controller.listener.names=CONTROLLER",
        "listeners=" + own + ",CONTROLLER://127.0.0.1:" + controller,
        "advertised.listeners=" + own,
        "log.dirs=" + folder.resolve("kafka").toAbsolutePath(),
        "num.partitions=4",
        "offsets.topic.replication.factor=1",
        "offsets.topic.num.partitions=4",
        "transaction.state.log.replication.factor=1",
        "transaction.state.log.min.isr=1",
        "group.initial.rebalance.delay.ms=0");
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
