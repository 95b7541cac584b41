package io.emend.error;

import java.util.List;

/** A failure in one sentence for those who run the server: its code, what it says, its cause. */
public final class Explanation {
  private Explanation() {}

  /** For example {@code internal: the model failed: the model computed no numbers}. */
  public static String of(Throwable failure) {
    String text =
        failure instanceof EmendException known
            ? known.code().code() + ": " + known.getMessage()
            : lastLine(failure);
    Throwable cause = failure.getCause();
    if (cause == null || text.contains(lastLine(cause))) {
      return text;
    }
    return text + ": " + lastLine(cause);
  }

  /** TorchScript gives its traceback first and the reason last. */
  private static String lastLine(Throwable failure) {
    List<String> lines =
        String.valueOf(failure.getMessage()).lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty()
        ? failure.getClass().getSimpleName()
        : lines.get(lines.size() - 1).strip();
  }
}
