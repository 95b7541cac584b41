package io.emend.operation;

/** Operations that a server takes up at its start and lets go of at its end. */
public interface Recoverable {

  /** Takes up what an earlier server left. Returns at once and never fails. */
  void recover();

  /** Leaves all as it is, for the next start. */
  void stop();
}
