package io.emend.storage.s3;

import static io.emend.error.EmendException.require;

import com.google.common.collect.HashMultimap;
import io.emend.error.EmendException;
import io.emend.storage.ContentTypes;
import io.emend.storage.ObjectInfo;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import io.emend.storage.StoredObject;
import io.emend.storage.file.PartialFiles;
import io.minio.GetObjectArgs;
import io.minio.GetObjectResponse;
import io.minio.PutObjectArgs;
import io.minio.RemoveObjectArgs;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A bucket, or a folder of it, as a store. A write is one request, or that of a large file many of
 * which the last one counts: whole or absent. Each object carries its SHA-256, against which it is
 * held when it is read.
 */
public final class S3ObjectStore implements ObjectStore {
  static final String DIGEST = "emend-sha256";
  private static final String WRITER = "emend-writer";
  private static final String META = "x-amz-meta-";

  /** What a condition of a write is made of. */
  private static final Map<String, String> IF_ABSENT = Map.of("If-None-Match", "*");

  private final S3Connection connection;
  private final String bucket;
  private final String folder;
  private final Consumer<EmendException> failures;

  /**
   * @param prefix folder in the bucket, without a slash at its ends; empty for all of it
   * @param failures told of each write that failed
   */
  public S3ObjectStore(
      S3Connection connection, String bucket, String prefix, Consumer<EmendException> failures) {
    this.failures = failures;
    this.connection = connection;
    this.bucket = bucket;
    this.folder = prefix.isEmpty() ? "" : prefix + "/";
  }

  @Override
  public void put(ObjectKey key, byte[] content, String contentType) {
    awaitWrite(key, write(key, content, contentType, Map.of(), writer()));
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content, String contentType) {
    return writeIf(key, content, contentType, IF_ABSENT);
  }

  @Override
  public boolean replace(ObjectKey key, byte[] content, String contentType, String etag) {
    return writeIf(key, content, contentType, Map.of("If-Match", '"' + etag + '"'));
  }

  @Override
  public void put(ObjectKey key, Path file) {
    awaitWrite(key, upload(key, file));
  }

  private Uni<Boolean> upload(ObjectKey key, Path file) {
    String writer = writer();
    String type = ContentTypes.of(key);
    try {
      long size = Files.size(file);
      if (size <= S3Upload.SMALLEST_PART) {
        return write(key, Files.readAllBytes(file), type, Map.of(), writer);
      }
      Map<String, String> metadata = Map.of(DIGEST, Sha256.of(file), WRITER, writer);
      PutObjectArgs described = put(key, new byte[0], type, Map.of(), metadata);
      var headers = HashMultimap.create(described.genHeaders());
      headers.put("Content-Type", type);
      return new S3Upload(connection, bucket, name(key), file, size)
          .run(headers)
          .onFailure(S3Upload::isOver)
          .recoverWithUni(e -> wroteOr(key, writer, e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Uni<Boolean> wroteOr(ObjectKey key, String writer, Throwable failure) {
    return wrote(key, writer)
        .flatMap(wrote -> wrote ? Uni.createFrom().item(true) : Uni.createFrom().failure(failure));
  }

  private boolean writeIf(
      ObjectKey key, byte[] content, String contentType, Map<String, String> condition) {
    String writer = writer();
    return awaitWrite(
        key,
        write(key, content, contentType, condition, writer)
            .onFailure(e -> S3Failure.of(e) == S3Failure.CONDITION)
            .recoverWithUni(() -> wrote(key, writer))
            .onFailure(e -> S3Failure.of(e) == S3Failure.ABSENT)
            .recoverWithItem(false));
  }

  /** Whether the write went well after all: a retry fails if only the first answer was lost. */
  private Uni<Boolean> wrote(ObjectKey key, String writer) {
    return stat(key).map(stat -> writer.equals(stat.userMetadata().get(WRITER)));
  }

  private static String writer() {
    return UUID.randomUUID().toString();
  }

  private Uni<Boolean> write(
      ObjectKey key,
      byte[] content,
      String contentType,
      Map<String, String> condition,
      String writer) {
    Map<String, String> metadata = Map.of(DIGEST, Sha256.of(content), WRITER, writer);
    return connection
        .call(client -> client.putObject(put(key, content, contentType, condition, metadata)))
        .replaceWith(true);
  }

  private PutObjectArgs put(
      ObjectKey key,
      byte[] content,
      String contentType,
      Map<String, String> condition,
      Map<String, String> metadata) {
    PutObjectArgs.Builder args =
        PutObjectArgs.builder()
            .bucket(bucket)
            .object(name(key))
            .contentType(contentType)
            .headers(condition)
            .userMetadata(metadata)
            .stream(
                new ByteArrayInputStream(content),
                content.length,
                Math.max(content.length, PutObjectArgs.MIN_MULTIPART_SIZE));
    connection.encryption().ifPresent(args::sse);
    return args.build();
  }

  @Override
  public Optional<byte[]> get(ObjectKey key) {
    return read(key).map(StoredObject::content);
  }

  @Override
  public boolean get(ObjectKey key, Path file) {
    Optional<StatObjectResponse> found = await(key, ifPresent(stat(key)));
    found.ifPresent(version -> download(key, version, file));
    return found.isPresent();
  }

  private void download(ObjectKey key, StatObjectResponse version, Path file) {
    var entry = new S3Listing.Entry(name(key), version.size(), version.etag());
    S3Object object = new S3Object(connection, bucket, entry, folder.length());
    String digest = version.userMetadata().get(DIGEST);
    try {
      PartialFiles.fill(file, partial -> object.download(partial, S3Upload.PARALLEL, digest));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<byte[]> get(ObjectKey key, long offset, int length) {
    require(offset >= 0, "offset", "must be 0 or more", offset);
    require(length >= 1, "length", "must be 1 or more", length);
    GetObjectArgs part =
        GetObjectArgs.builder()
            .bucket(bucket)
            .object(name(key))
            .offset(offset)
            .length((long) length)
            .build();
    return await(
        key,
        ifPresent(fetch(part, GetObjectResponse::readAllBytes))
            .onFailure(e -> S3Failure.of(e) == S3Failure.RANGE)
            .recoverWithItem(Optional.of(new byte[0])));
  }

  @Override
  public Optional<StoredObject> read(ObjectKey key) {
    GetObjectArgs whole = GetObjectArgs.builder().bucket(bucket).object(name(key)).build();
    return await(key, ifPresent(fetch(whole, S3ObjectStore::object)));
  }

  /** Reads a response to its end; one that breaks off is asked for again. */
  private <T> Uni<T> fetch(GetObjectArgs args, Reading<T> reading) {
    return connection.call(
        client -> client.getObject(args).thenApply(response -> read(response, reading)));
  }

  /** What is made of a response. */
  private interface Reading<T> {
    T of(GetObjectResponse response) throws IOException;
  }

  private static <T> T read(GetObjectResponse response, Reading<T> reading) {
    try (response) {
      return reading.of(response);
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static StoredObject object(GetObjectResponse response) throws IOException {
    byte[] content = response.readAllBytes();
    String digest = response.headers().get(META + DIGEST);
    if (digest != null && !digest.equals(Sha256.of(content))) {
      throw new IOException("the content is not what was written: its SHA-256 is not " + digest);
    }
    StatObjectResponse description =
        new StatObjectResponse(
            response.headers(), response.bucket(), response.region(), response.object());
    return new StoredObject(content, info(description));
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) {
    return await(key, ifPresent(stat(key).map(S3ObjectStore::info)));
  }

  private Uni<StatObjectResponse> stat(ObjectKey key) {
    StatObjectArgs args = StatObjectArgs.builder().bucket(bucket).object(name(key)).build();
    return connection.call(client -> client.statObject(args));
  }

  private static ObjectInfo info(StatObjectResponse description) {
    return new ObjectInfo(description.size(), description.contentType(), description.etag());
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    S3Listing names = new S3Listing(connection, bucket, folder + prefix);
    return names.stream()
        .map(entry -> entry.name().substring(folder.length()))
        .filter(ObjectKey::isValid)
        .map(ObjectKey::new);
  }

  @Override
  public void delete(ObjectKey key) {
    RemoveObjectArgs args = RemoveObjectArgs.builder().bucket(bucket).object(name(key)).build();
    await(key, connection.call(client -> client.removeObject(args)));
  }

  private String name(ObjectKey key) {
    return folder + key.value();
  }

  private static <T> Uni<Optional<T>> ifPresent(Uni<T> object) {
    return object
        .map(Optional::of)
        .onFailure(e -> S3Failure.of(e) == S3Failure.ABSENT)
        .recoverWithItem(Optional.empty());
  }

  private boolean awaitWrite(ObjectKey key, Uni<Boolean> call) {
    try {
      return await(key, call);
    } catch (EmendException e) {
      failures.accept(e);
      throw e;
    }
  }

  private <T> T await(ObjectKey key, Uni<T> call) {
    return call.onFailure(e -> !(e instanceof EmendException))
        .transform(e -> S3Failure.error(key.value(), e))
        .await()
        .indefinitely();
  }
}
