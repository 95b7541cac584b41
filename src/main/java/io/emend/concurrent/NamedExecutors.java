package io.emend.concurrent;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;

/**
 * Executors whose threads bear a name and are daemons: a process ends without waiting for them. Who
 * makes one shuts it down.
 */
public final class NamedExecutors {
  private NamedExecutors() {}

  /** One task after the other, in the order they came. */
  public static ExecutorService single(String name) {
    return Executors.newSingleThreadExecutor(daemons(name));
  }

  /** One thread for what happens later, or again and again. */
  public static ScheduledExecutorService scheduled(String name) {
    return Executors.newSingleThreadScheduledExecutor(daemons(name));
  }

  /** As many threads as there are tasks at once; idle ones end after a minute. */
  public static ExecutorService cached(String name) {
    return Executors.newCachedThreadPool(daemons(name));
  }

  private static ThreadFactory daemons(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }
}
