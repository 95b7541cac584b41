package io.emend.storage.file;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** What a failed call to the file system means, in the words of the operating system. */
final class FileFailure {
  private FileFailure() {}

  /**
   * The error that the callers of a store know: {@code store_failed}, with the reason: {@code the
   * store failed at images/ab/abcd: No space left on device}.
   */
  static EmendException error(ObjectKey key, IOException cause) {
    return new EmendException(
        ErrorCode.STORE_FAILED, "the store failed at " + key.value() + ": " + reason(cause), cause);
  }

  /** Without the path, which is the server's own. */
  static String reason(IOException e) {
    if (e instanceof FileSystemException named && named.getReason() != null) {
      return named.getReason();
    }
    if (e instanceof AccessDeniedException) {
      return "Permission denied";
    }
    if (e instanceof NoSuchFileException) {
      return "No such file or directory";
    }
    return e instanceof FileSystemException || e.getMessage() == null
        ? e.getClass().getSimpleName()
        : e.getMessage();
  }
}
