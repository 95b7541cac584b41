package io.emend.operation.job;

import java.nio.file.Path;
import java.util.Arrays;

/** A server for tests that dies with its jobs on. */
final class ServerProgram {
  private ServerProgram() {}

  /**
   * @param args the store's folder, then a job's arguments
   */
  public static void main(String... args) throws Exception {
    Supervisor supervisor = new JobsFixture(Path.of(args[0])).supervisor();
    String[] arguments = Arrays.copyOfRange(args, 1, args.length);
    supervisor.submit(JobsFixture.spec("server", arguments));
    Thread.sleep(60_000);
  }
}
