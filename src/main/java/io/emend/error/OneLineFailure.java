package io.emend.error;

/** A failure for the log: the stack is that of another, and each message is on one line. */
final class OneLineFailure extends Throwable {
  private static final long serialVersionUID = 1L;
  private static final int DEEPEST = 20;

  OneLineFailure(Throwable failure) {
    this(failure, DEEPEST);
  }

  private OneLineFailure(Throwable failure, int depth) {
    super(OneLine.of(failure.toString()), cause(failure.getCause(), depth));
    setStackTrace(failure.getStackTrace());
  }

  /** Causes may go round in a circle. */
  private static Throwable cause(Throwable cause, int depth) {
    return cause == null || depth == 0 ? null : new OneLineFailure(cause, depth - 1);
  }

  @Override
  public String toString() {
    return getMessage();
  }
}
