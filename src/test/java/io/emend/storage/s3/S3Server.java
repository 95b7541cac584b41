package io.emend.storage.s3;

import io.emend.DefaultSettings;
import io.emend.storage.StorageConfig;
import io.minio.BucketExistsArgs;
import io.minio.GetObjectArgs;
import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import io.minio.RemoveObjectArgs;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * An S3 server that checks signatures: the one that {@code EMEND_TEST_S3_ENDPOINT} names, with the
 * keys of {@code EMEND_TEST_S3_ACCESS_KEY} and {@code EMEND_TEST_S3_SECRET_KEY}, else S3Proxy as a
 * child process over a folder.
 */
public final class S3Server implements AutoCloseable {
  public static final String BUCKET = "emend-test";

  /** Of what classes use that count calls, and that make some: one after the other. */
  public static final String METERS = "meters of S3 calls";

  private static final String GIVEN = "EMEND_TEST_S3_";
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Path PROGRAM = Path.of("target/servers/s3proxy-jar-with-dependencies.jar");

  private final Path folder;
  private final URI backend;
  private final String accessKey;
  private final String secretKey;
  private final S3Front front;
  private Process process;

  private S3Server(Path folder, String backend, String accessKey, String secretKey) {
    this.folder = folder;
    this.backend = URI.create(backend);
    this.accessKey = accessKey;
    this.secretKey = secretKey;
    this.front = new S3Front(this.backend);
  }

  /**
   * Starts a server with a bucket.
   *
   * @param folder where a child process keeps its objects, over restarts
   */
  public static S3Server start(Path folder) throws Exception {
    String given = System.getenv(GIVEN + "ENDPOINT");
    S3Server server =
        given == null
            ? new S3Server(folder, "http://127.0.0.1:" + freePort(), "local-access", "local-secret")
            : new S3Server(
                folder,
                given,
                System.getenv(GIVEN + "ACCESS_KEY"),
                System.getenv(GIVEN + "SECRET_KEY"));
    if (given == null) {
      server.resume();
    }
    server.makeBucket();
    return server;
  }

  /** Where the server is reached; a server of our own only by its front. */
  public String endpoint() {
    return process == null ? backend.toString() : front.endpoint();
  }

  /** What stands before the server. */
  public S3Front front() {
    return front;
  }

  /** What an application is configured with, by property name. */
  public Map<String, String> settings() {
    Map<String, String> settings = new HashMap<>();
    settings.put("emend.storage.s3.endpoint", endpoint());
    settings.put("emend.storage.s3.bucket", BUCKET);
    settings.put("emend.storage.s3.access-key", accessKey);
    settings.put("emend.storage.s3.secret-key", secretKey);
    settings.put("emend.storage.s3.path-style", "true");
    return settings;
  }

  /** The same, as the application reads it. */
  public S3Config config(Map<String, String> changes) {
    Map<String, String> changed = new HashMap<>(settings());
    changed.putAll(changes);
    return DefaultSettings.of(StorageConfig.class, changed).s3();
  }

  /** Whether the test may stop it. */
  public boolean isOurs() {
    return process != null;
  }

  /** Kills the server; its objects stay. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Starts the server that was killed. */
  public void resume() throws Exception {
    Path settings = Files.writeString(folder.resolve("s3proxy.conf"), properties());
    process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-jar",
                PROGRAM.toString(),
                "--properties",
                settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("s3proxy.log").toFile())
            .start();
    Instant end = Instant.now().plus(PATIENCE);
    while (!listens()) {
      if (Instant.now().isAfter(end) || !process.isAlive()) {
        throw new IllegalStateException(Files.readString(folder.resolve("s3proxy.log")));
      }
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  private String properties() throws IOException {
    Path objects = Files.createDirectories(folder.resolve("objects"));
    return String.join(
        "\n",
        "s3proxy.authorization=aws-v4",
        "s3proxy.endpoint=" + backend,
        "s3proxy.identity=" + accessKey,
        "s3proxy.credential=" + secretKey,
        "jclouds.provider=filesystem-nio2",
        "jclouds.identity=none",
        "jclouds.credential=none",
        "jclouds.filesystem.basedir=" + objects.toAbsolutePath());
  }

  private boolean listens() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), backend.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private MinioClient client() {
    return MinioClient.builder().endpoint(endpoint()).credentials(accessKey, secretKey).build();
  }

  /** What is under a key. */
  public byte[] read(String key) throws Exception {
    GetObjectArgs wanted = GetObjectArgs.builder().bucket(BUCKET).object(key).build();
    try (MinioClient client = client();
        InputStream content = client.getObject(wanted)) {
      return content.readAllBytes();
    }
  }

  /** Takes away what others count on. */
  public void delete(String key) throws Exception {
    try (MinioClient client = client()) {
      client.removeObject(RemoveObjectArgs.builder().bucket(BUCKET).object(key).build());
    }
  }

  private void makeBucket() throws Exception {
    try (MinioClient client = client()) {
      if (!client.bucketExists(BucketExistsArgs.builder().bucket(BUCKET).build())) {
        client.makeBucket(MakeBucketArgs.builder().bucket(BUCKET).build());
      }
    }
  }

  @Override
  public void close() {
    front.close();
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
