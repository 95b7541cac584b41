package io.emend.error;

import java.util.Locale;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/** What the lines of the log are about, as a field of theirs: {@code mdc.job} in JSON. */
public enum LogSubject {
  COLLECTION,
  CORRECTION,
  EVALUATION,
  JOB;

  /** The name, for example {@code job}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Does something about one of them; what it logs in this thread carries the id. */
  public <T> T about(String id, Supplier<T> work) {
    String field = word();
    MDC.put(field, id);
    try {
      return work.get();
    } finally {
      MDC.remove(field);
    }
  }

  /** As {@link #about(String, Supplier)}. */
  public void about(String id, Runnable work) {
    about(
        id,
        () -> {
          work.run();
          return null;
        });
  }
}
