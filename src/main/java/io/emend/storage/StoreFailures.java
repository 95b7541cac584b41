package io.emend.storage;

import io.emend.error.EmendException;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * The last write that failed since somebody looked. A store with a full disk still reads well, so
 * that only its writes tell.
 */
@Singleton
public final class StoreFailures implements Consumer<EmendException> {
  private final AtomicReference<String> last = new AtomicReference<>();

  @Override
  public void accept(EmendException failure) {
    last.set(failure.getMessage());
  }

  Optional<String> last() {
    return Optional.ofNullable(last.get());
  }

  /** The same, once. */
  Optional<String> take() {
    return Optional.ofNullable(last.getAndSet(null));
  }
}
