package io.emend.storage.s3;

import io.minio.ListObjectsArgs;
import io.minio.MinioAsyncClient;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Objects of a bucket whose names begin with a prefix, sorted by name, a page at a time. */
public record S3Listing(S3Connection connection, String bucket, String prefix) {
  private static final int PAGE = 1000;

  /**
   * An object.
   *
   * @param size in bytes
   * @param etag of its version; empty where the server tells none
   */
  public record Entry(String name, long size, String etag) {}

  public Stream<Entry> stream() {
    return Stream.iterate(page(""), page -> !page.isEmpty(), this::following).flatMap(List::stream);
  }

  /** A page that is not full is the last one. */
  private List<Entry> following(List<Entry> page) {
    return page.size() < PAGE ? List.of() : page(page.get(PAGE - 1).name());
  }

  /**
   * @param after the last name of the page before, empty for the first page
   */
  private List<Entry> page(String after) {
    return connection
        .call(client -> CompletableFuture.supplyAsync(() -> ask(client, after)))
        .onFailure()
        .transform(e -> S3Failure.error("the listing of " + prefix, e))
        .await()
        .indefinitely();
  }

  private List<Entry> ask(MinioAsyncClient client, String after) {
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(bucket)
            .prefix(prefix)
            .recursive(true)
            .startAfter(after)
            .maxKeys(PAGE)
            .build();
    Iterable<Result<Item>> items = client.listObjects(args);
    return StreamSupport.stream(items.spliterator(), false)
        .limit(PAGE)
        .map(S3Listing::entry)
        .toList();
  }

  private static Entry entry(Result<Item> result) {
    try {
      Item item = result.get();
      String etag = Objects.requireNonNullElse(item.etag(), "").replace("\"", "");
      return new Entry(item.objectName(), item.size(), etag);
    } catch (MinioException | IOException | GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }
}
