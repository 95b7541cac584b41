package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.error.EmendException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that remembers, and fails the test when it is told of an end twice. */
final class Heard implements GenerationListener {
  private static final long PATIENCE = 60;

  private final List<String> pieces = new CopyOnWriteArrayList<>();
  private final CompletableFuture<GenerationResult> end = new CompletableFuture<>();
  private final CompletableFuture<Void> firstText = new CompletableFuture<>();
  private final AtomicInteger ends = new AtomicInteger();

  @Override
  public void onText(String text) {
    assertThat(end).as("text after the end").isNotDone();
    pieces.add(text);
    firstText.complete(null);
  }

  @Override
  public void onComplete(GenerationResult result) {
    ends.incrementAndGet();
    end.complete(result);
  }

  @Override
  public void onError(EmendException error) {
    ends.incrementAndGet();
    end.completeExceptionally(error);
  }

  List<String> pieces() {
    return pieces;
  }

  int ends() {
    return ends.get();
  }

  boolean ended() {
    return end.isDone();
  }

  void awaitText() {
    firstText.orTimeout(PATIENCE, TimeUnit.SECONDS).join();
  }

  /** However it ends. */
  void awaitEnd() {
    end.handle((result, error) -> null).orTimeout(PATIENCE, TimeUnit.SECONDS).join();
  }

  GenerationResult result() {
    try {
      return end.get(PATIENCE, TimeUnit.SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new AssertionError("no result", e);
    }
  }

  String text() {
    return result().text();
  }

  EmendException error() {
    ExecutionException failure =
        catchThrowableOfType(ExecutionException.class, () -> end.get(PATIENCE, TimeUnit.SECONDS));
    assertThat(failure).as("an error was expected").isNotNull();
    return (EmendException) failure.getCause();
  }
}
