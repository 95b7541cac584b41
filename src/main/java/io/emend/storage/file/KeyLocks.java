package io.emend.storage.file;

import io.emend.storage.ObjectKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * Locks by key, held against the other threads of this process and against other processes. The
 * lock files are few and stay: to remove one while another process waits on it would part the two.
 */
public final class KeyLocks {
  private static final int STRIPES = 32;

  /** Shared by all stores of the process, since a file lock does not part the threads of one. */
  private static final ReentrantLock[] THREADS =
      Stream.generate(ReentrantLock::new).limit(STRIPES).toArray(ReentrantLock[]::new);

  private final Path folder;

  public KeyLocks(Path folder) {
    this.folder = folder;
  }

  /** What is done while the lock is held. */
  public interface Work {
    boolean run() throws IOException;
  }

  public boolean holding(ObjectKey key, Work work) throws IOException {
    int stripe = Math.floorMod(key.hashCode(), STRIPES);
    THREADS[stripe].lock();
    try {
      Files.createDirectories(folder);
      try (FileChannel channel =
              FileChannel.open(
                  folder.resolve(Integer.toString(stripe)),
                  StandardOpenOption.CREATE,
                  StandardOpenOption.WRITE);
          FileLock held = channel.lock()) {
        return held.isValid() && work.run();
      }
    } finally {
      THREADS[stripe].unlock();
    }
  }
}
