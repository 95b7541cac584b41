package io.emend.operation.job;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A run for tests: does what its arguments say, one after the other. */
final class ChildProgram {
  private ChildProgram() {}

  /**
   * @param args {@code say TEXT}, {@code exit CODE}, {@code sleep MILLIS}, {@code stubborn} (a
   *     SIGTERM does not end it), {@code mark FILE} (appends a line), {@code progress FILE STEP
   *     TOTAL}, {@code heap} (fills it)
   */
  public static void main(String... args) throws Exception {
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "say" -> System.out.println(args[++i]);
        case "exit" -> Runtime.getRuntime().halt(Integer.parseInt(args[++i]));
        case "sleep" -> Thread.sleep(Long.parseLong(args[++i]));
        case "stubborn" ->
            Runtime.getRuntime().addShutdownHook(new Thread(ChildProgram::refuse, "refuse"));
        case "mark" -> append(args[++i], "run\n");
        case "progress" ->
            append(args[++i], "{\"step\":%s,\"total\":%s}%n".formatted(args[++i], args[++i]));
        case "heap" -> fill();
        default -> throw new IllegalArgumentException(args[i]);
      }
    }
  }

  private static void refuse() {
    try {
      Thread.sleep(60_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void fill() {
    long[][] kept = new long[1 << 20][];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = new long[1 << 20];
    }
  }

  private static void append(String file, String text) throws Exception {
    Path path = Path.of(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
