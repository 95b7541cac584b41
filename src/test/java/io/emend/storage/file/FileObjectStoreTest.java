package io.emend.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.storage.ObjectFilesContract;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileObjectStoreTest extends ObjectFilesContract {
  @TempDir Path folder;

  @Override
  protected ObjectStore store() {
    return new FileObjectStore(folder.resolve("store"));
  }

  @Test
  void aLinkIsNotRead() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    store().put(ObjectKey.of("a"), FIRST);
    Files.createSymbolicLink(folder.resolve("store/link"), secret);
    assertThat(store().get(ObjectKey.of("link"))).isEmpty();
  }

  @Test
  void aFolderBehindALinkIsNotRead() throws IOException {
    Files.createDirectories(folder.resolve("outside"));
    Files.writeString(folder.resolve("outside/secret"), "secret");
    store().put(ObjectKey.of("a"), FIRST);
    Files.createSymbolicLink(folder.resolve("store/link"), folder.resolve("outside"));
    assertThat(store().get(ObjectKey.of("link", "secret"))).isEmpty();
  }

  @Test
  void whatIsNoObjectIsNotListed() throws IOException {
    store().put(KEY, FIRST);
    Files.createDirectories(folder.resolve("store/lost+found"));
    Files.writeString(folder.resolve("store/lost+found/x"), "x");
    Files.writeString(folder.resolve("store/.partial~1"), "x");
    assertThat(store().list("")).containsExactly(KEY);
  }

  @Test
  void aPrefixThatLeadsOutListsNothing() throws IOException {
    store().put(KEY, FIRST);
    Files.writeString(folder.resolve("secret"), "secret");
    assertThat(store().list("../")).isEmpty();
  }

  @Test
  void noPartialFileStays() throws IOException {
    store().put(KEY, FIRST);
    store().putIfAbsent(KEY, SECOND);
    try (Stream<Path> files = Files.list(folder.resolve("store/.partial~"))) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aListingStandsWritersBesideIt() {
    ObjectStore store = store();
    store.put(KEY, FIRST);
    CompletableFuture<Void> writer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 300; i++) {
                store.put(KEY, SECOND);
              }
            });
    boolean whole = true;
    while (!writer.isDone()) {
      whole &= store.list("").count() == 1;
    }
    writer.join();
    assertThat(whole).isTrue();
  }

  @Test
  void nothingIsWrittenBehindALink() throws IOException {
    Files.createDirectories(folder.resolve("outside"));
    store().put(ObjectKey.of("a"), FIRST);
    Files.createSymbolicLink(folder.resolve("store/link"), folder.resolve("outside"));
    assertThatThrownBy(() -> store().put(ObjectKey.of("link", "b"), FIRST))
        .hasMessageContaining("lead out");
  }

  @Test
  void aKeyBelowAnObjectIsAnError() {
    store().put(ObjectKey.of("a"), FIRST);
    assertThatThrownBy(() -> store().putIfAbsent(ObjectKey.of("a", "b"), FIRST))
        .isInstanceOf(EmendException.class);
  }

  @Test
  void whatACrashLeftIsSwept() throws IOException {
    store().put(KEY, FIRST);
    Path left = Files.writeString(folder.resolve("store/.partial~/left"), "half");
    Files.setLastModifiedTime(left, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
    new FileObjectStore(folder.resolve("store")).sweep();
    assertThat(left).doesNotExist();
  }

  @Test
  void whatIsStillBeingWrittenIsNotSwept() throws IOException {
    store().put(KEY, FIRST);
    Path fresh = Files.writeString(folder.resolve("store/.partial~/fresh"), "half");
    new FileObjectStore(folder.resolve("store")).sweep();
    assertThat(fresh).exists();
  }
}
