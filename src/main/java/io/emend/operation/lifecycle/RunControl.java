package io.emend.operation.lifecycle;

import io.emend.storage.StoreRetry;
import java.util.function.BooleanSupplier;

/**
 * What a run asks of those who had it run.
 *
 * @param wanted false once it was cancelled
 * @param store waits for a store that is away
 */
public record RunControl(BooleanSupplier wanted, StoreRetry store) {

  /** Of a run that nobody but the store tells of a cancellation. */
  public static RunControl unattended(StoreRetry store) {
    return new RunControl(() -> true, store);
  }
}
