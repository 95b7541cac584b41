package io.emend.command.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** How a child process ended, and what it said. */
public record Finished(int exitCode, String out, String err) {

  /** Waits for the end, at most five minutes. */
  public static Finished run(ProcessBuilder builder, Path scratch) throws IOException {
    Path out = Files.createTempFile(scratch, "out", ".txt");
    Path err = Files.createTempFile(scratch, "err", ".txt");
    Process process = builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
    try {
      if (!process.waitFor(5, TimeUnit.MINUTES)) {
        throw new AssertionError(builder.command() + " did not end");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    } finally {
      process.destroyForcibly();
    }
    return new Finished(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
