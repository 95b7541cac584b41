package io.emend.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The present run of this machine, as Linux names it: what was not forced to disk may be lost, and
 * process ids may mean others, in the next one.
 */
public final class BootId {
  private static final Path FILE = Path.of("/proc/sys/kernel/random/boot_id");

  /** Where a machine does not tell, this process is all that is known to be of one run. */
  private static final String PROCESS = UUID.randomUUID().toString();

  private BootId() {}

  public static String now() throws IOException {
    try {
      return Files.readString(FILE).strip();
    } catch (NoSuchFileException e) {
      return PROCESS;
    }
  }
}
