package io.emend.collection;

/** Who runs a collection, and so who goes on with it after a crash. */
public enum Origin {
  SERVER,
  COMMAND,
  JOB
}
