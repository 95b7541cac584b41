package io.emend.storage;

import io.minio.ListObjectsArgs;
import io.minio.Result;
import io.minio.errors.MinioException;
import io.minio.messages.Item;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Names in a bucket that begin with a prefix, sorted, a page at a time. */
record S3Listing(S3Connection connection, String bucket, String prefix) {
  private static final int PAGE = 1000;

  Stream<String> stream() {
    return Stream.iterate(page(""), page -> !page.isEmpty(), this::following).flatMap(List::stream);
  }

  /** A page that is not full is the last one. */
  private List<String> following(List<String> page) {
    return page.size() < PAGE ? List.of() : page(page.get(PAGE - 1));
  }

  /**
   * @param after the last name of the page before, empty for the first page
   */
  private List<String> page(String after) {
    return connection
        .calls()
        .call(() -> CompletableFuture.supplyAsync(() -> ask(after)))
        .onFailure()
        .transform(e -> S3Failure.error("the listing of " + prefix, e))
        .await()
        .indefinitely();
  }

  private List<String> ask(String after) {
    ListObjectsArgs args =
        ListObjectsArgs.builder()
            .bucket(bucket)
            .prefix(prefix)
            .recursive(true)
            .startAfter(after)
            .maxKeys(PAGE)
            .build();
    Iterable<Result<Item>> items = connection.client().listObjects(args);
    return StreamSupport.stream(items.spliterator(), false)
        .limit(PAGE)
        .map(S3Listing::name)
        .toList();
  }

  private static String name(Result<Item> item) {
    try {
      return item.get().objectName();
    } catch (MinioException | IOException | GeneralSecurityException e) {
      throw new CompletionException(e);
    }
  }
}
