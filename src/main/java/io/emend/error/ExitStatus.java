package io.emend.error;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the exit code of a command says. Kubernetes reads the same codes by the {@code
 * podFailurePolicy} of a training Job: 2, 3 and 4 end it at once, 1 is tried again.
 */
public enum ExitStatus {
  /** It is complete. */
  DONE(0),
  /** It failed for what may pass, such as a store that is away. */
  FAILED(1),
  /** The command line is not understood. */
  NOT_UNDERSTOOD(2),
  /** The Java heap is full: what a JVM under {@code -XX:+ExitOnOutOfMemoryError} exits with. */
  HEAP_FULL(3),
  /** Input or configuration is refused, and would be refused again. */
  REFUSED(4);

  private final int code;

  ExitStatus(int code) {
    this.code = code;
  }

  /** Of a command that ended with an error of the catalogue. */
  public static ExitStatus of(ErrorCode error) {
    return error.isRetryable() ? FAILED : REFUSED;
  }

  /** Empty for a code that no command of ours gives, such as that of a signal. */
  public static Optional<ExitStatus> of(int code) {
    return Stream.of(values()).filter(status -> status.code == code).findFirst();
  }

  public int code() {
    return code;
  }
}
