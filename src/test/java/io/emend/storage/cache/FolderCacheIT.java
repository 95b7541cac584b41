package io.emend.storage.cache;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoreFailures;
import io.emend.storage.file.BootId;
import io.emend.storage.s3.S3Connection;
import io.emend.storage.s3.S3ObjectStore;
import io.emend.storage.s3.S3Server;
import io.emend.storage.s3.S3Uri;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

@ResourceLock(S3Server.METERS)
class FolderCacheIT {
  private static final byte[] SMALL = "{}".getBytes(UTF_8);
  private static final String KEPT = "kept";
  private static final byte[] LARGE = new byte[20_000_000];
  @TempDir static Path servers;
  private static S3Server server;
  private static S3Connection connection;

  @TempDir Path folder;
  private String prefix = KEPT;

  /** A cache of some size. */
  private record Settings(Path path, long bytes) implements CacheConfig {
    @Override
    public MemorySize size() {
      return new MemorySize(BigInteger.valueOf(bytes));
    }

    @Override
    public int ranges() {
      return 3;
    }
  }

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(servers);
    connection = S3Connection.of(server.config(Map.of()));
    new Random(1).nextBytes(LARGE);
    write(KEPT);
  }

  private static ObjectStore write(String prefix) {
    ObjectStore bucket =
        new S3ObjectStore(connection, S3Server.BUCKET, prefix, new StoreFailures());
    bucket.put(ObjectKey.of("model", "config.json"), SMALL);
    bucket.put(ObjectKey.of("model", "weights", "one.safetensors"), LARGE);
    return bucket;
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** A model of the test's own, for one that changes what is in the bucket. */
  private ObjectStore ownModel() {
    prefix = UUID.randomUUID().toString();
    return write(prefix);
  }

  private FolderCache cache(long bytes) {
    return new FolderCache(connection, new Settings(folder.resolve("cache"), bytes));
  }

  private Path fetched(String name) {
    return cache(50_000_000).folder(uri(name), file -> true);
  }

  private S3Uri uri(String name) {
    return S3Uri.parse("model", "s3://" + S3Server.BUCKET + "/" + prefix + "/" + name);
  }

  @Test
  void filesAreThereByTheirNames() {
    assertThat(fetched("model").resolve("config.json")).hasBinaryContent(SMALL);
  }

  @Test
  void aFileOfSeveralRangesIsWhole() {
    assertThat(fetched("model").resolve("weights/one.safetensors")).hasBinaryContent(LARGE);
  }

  @Test
  void onlyWhatIsWantedIsFetched() {
    Path model = cache(50_000_000).folder(uri("model"), file -> file.endsWith(".json"));
    assertThat(model.resolve("weights")).doesNotExist();
  }

  @Test
  void aLaterStartSharesWhatIsThere() throws IOException {
    Path first = fetched("model").resolve("weights/one.safetensors");
    Object inode = Files.getAttribute(first, "unix:ino");
    Path second = fetched("model").resolve("weights/one.safetensors");
    assertThat(Files.getAttribute(second, "unix:ino")).isEqualTo(inode);
  }

  @Test
  void aNewVersionOfAnObjectIsFetched() {
    ObjectStore bucket = ownModel();
    fetched("model");
    bucket.put(ObjectKey.of("model", "config.json"), LARGE);
    assertThat(fetched("model").resolve("config.json")).hasBinaryContent(LARGE);
  }

  @Test
  void aDamagedFileIsFetchedAgain() throws IOException {
    Path weights = fetched("model").resolve("weights/one.safetensors");
    byte[] damaged = LARGE.clone();
    damaged[1_000_000]++;
    Files.write(weights, damaged);
    assertThat(fetched("model").resolve("weights/one.safetensors")).hasBinaryContent(LARGE);
  }

  /** As a machine that went down may leave it: the length and time are there, the bytes are not. */
  @Test
  void aFileOfAnEarlierBootIsFetchedAgainIfItIsDamaged() throws IOException {
    Path model = fetched("model");
    Path weights = model.resolve("weights/one.safetensors");
    FileTime time = Files.getLastModifiedTime(weights);
    Files.write(weights, new byte[LARGE.length]);
    Files.setLastModifiedTime(weights, time);
    Path list = list(model);
    Files.writeString(list, Files.readString(list).replace(BootId.now(), "earlier"));
    fetched("model");
    assertThat(weights).hasBinaryContent(LARGE);
  }

  @Test
  void aFolderOfAnEarlierBootIsReadOnceAndShared() throws IOException {
    Path model = fetched("model");
    Object inode = Files.getAttribute(model, "unix:ino");
    Path list = list(model);
    Files.writeString(list, Files.readString(list).replace(BootId.now(), "earlier"));
    assertThat(Files.getAttribute(fetched("model"), "unix:ino")).isEqualTo(inode);
    assertThat(list).content().contains(BootId.now());
  }

  @Test
  void aListThatWasLostIsNoHindrance() throws IOException {
    Path model = fetched("model");
    Files.writeString(list(model), "");
    assertThat(fetched("model").resolve("config.json")).hasBinaryContent(SMALL);
  }

  private static Path list(Path model) {
    return model.resolveSibling(model.getFileName() + CachedFolder.LIST);
  }

  @Test
  void anEmptyFileIsThere() {
    ownModel().put(ObjectKey.of("model", "empty"), new byte[0]);
    assertThat(fetched("model").resolve("empty")).isEmptyFile();
  }

  @Test
  void aFileOfTheSameContentIsNotFetchedAgain() throws IOException {
    Path config = fetched("model").resolve("config.json");
    FileTime old = FileTime.from(Instant.now().minus(Duration.ofDays(1)));
    Files.setLastModifiedTime(config, old);
    assertThat(Files.getLastModifiedTime(fetched("model").resolve("config.json"))).isEqualTo(old);
  }

  @Test
  void whatWasUsedLongestAgoMakesRoom() {
    ObjectStore bucket = ownModel();
    bucket.put(ObjectKey.of("second", "weights"), LARGE);
    bucket.put(ObjectKey.of("third", "weights"), LARGE);
    Path first = fetched("model");
    Path second = fetched("second");
    fetched("model");
    fetched("third");
    assertThat(List.of(Files.exists(first), Files.exists(second))).containsExactly(true, false);
  }

  @Test
  void whatElseLiesThereStays() throws IOException {
    ownModel();
    Path hub = folder.resolve("cache").resolve("huggingface");
    Files.createDirectories(hub);
    Path weights = Files.write(hub.resolve("weights"), new byte[40_000_000]);
    fetched("model");
    assertThat(weights).exists();
  }

  @Test
  void aModelLargerThanTheCacheIsRefused() {
    assertThatThrownBy(() -> cache(1_000).folder(uri("model"), file -> true))
        .hasMessageContaining("emend.storage.cache.size must be at least 20000002 bytes");
  }

  @Test
  void aFolderOfNothingIsTold() {
    assertThatThrownBy(() -> fetched("absent")).hasMessageContaining("there is nothing at s3://");
  }

  @Test
  void noPartialFolderStays() throws IOException {
    fetched("model");
    try (Stream<Path> entries = Files.list(folder.resolve("cache"))) {
      assertThat(entries).noneMatch(entry -> entry.toString().endsWith(CachedFolder.PARTIAL));
    }
  }

  @Test
  void whatAKilledDownloadLeftIsNoHindrance() throws IOException {
    Path model = fetched("model");
    Files.move(model, model.resolveSibling(model.getFileName() + CachedFolder.PARTIAL));
    assertThat(fetched("model").resolve("config.json")).hasBinaryContent(SMALL);
  }
}
