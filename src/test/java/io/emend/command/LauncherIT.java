package io.emend.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher in a checkout of its own, with scripts in place of Java and Maven. */
class LauncherIT {
  private static final String JAVA =
      """
      #!/bin/sh
      [ "$1" = -version ] && { echo 'openjdk version "%s.0.1"' >&2; exit; }
      pwd
      printf '<%%s>' "$@"
      exit 7
      """;
  private static final String MAVEN =
      """
      #!/bin/sh
      [ "$1" = -v ] && { echo 'Apache Maven %s (x)'; exit; }
      echo '[INFO] --- maven-compiler-plugin:3.14.0:compile (default-compile) @ emend ---'
      echo 'Invalid AnsiLogger Stream'
      sleep 0.3
      echo built >> builds
      mkdir -p target/quarkus-app
      touch target/quarkus-app/quarkus-run.jar
      """;

  @TempDir Path scratch;
  private Path home;
  private Path bin;

  @BeforeEach
  void checkOut() throws IOException {
    home = Files.createDirectories(scratch.resolve("a check out/src/main")).resolve("../..");
    home = home.normalize();
    bin = Files.createDirectories(scratch.resolve("bin"));
    Files.copy(Path.of("emend"), home.resolve("emend"));
    String pom = "<project>\n  <runtime.jvm.args>-Da=1 -Db=2</runtime.jvm.args>\n</project>\n";
    Files.writeString(home.resolve("pom.xml"), pom);
    script(scratch.resolve("jdk/bin/java"), JAVA.formatted("17"));
    script(scratch.resolve("jdk/bin/javac"), "#!/bin/sh\n");
    script(bin.resolve("mvn"), MAVEN.formatted("3.9.1"));
  }

  private static void script(Path path, String text) throws IOException {
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Finished launch(String... arguments) throws IOException {
    return launch(Map.of(), arguments);
  }

  private Finished launch(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("emend").toString()));
    command.addAll(Arrays.asList(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(scratch.toFile());
    builder.environment().put("PATH", bin + ":" + System.getenv("PATH"));
    builder.environment().put("JAVA_HOME", scratch.resolve("jdk").toString());
    builder.environment().remove("EMEND_JAVA_OPTS");
    builder.environment().putAll(environment);
    return Finished.run(builder, scratch);
  }

  /** The locale that the JVM is given, where the caller's is this. */
  private String locale(String callers) throws IOException {
    script(scratch.resolve("jdk/bin/java"), JAVA.formatted("17").replace("pwd", "echo $LC_ALL"));
    return launch(Map.of("LC_ALL", callers), "ask").out().lines().findFirst().orElseThrow();
  }

  private Finished launchUnchecked() {
    try {
      return launch("ask");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"), UTF_8);
  }

  @Test
  void anAbsentAppIsBuiltAndAnAppThatIsThereIsNot() throws IOException {
    launch("ask");
    launch("ask");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void anAppOlderThanASourceIsBuilt() throws IOException {
    launch("ask");
    Path source = Files.writeString(home.resolve("src/main/A.java"), "class A {}");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
    launch("ask");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void firstStartsAtOnceBuildOnce() throws IOException {
    List<CompletableFuture<Finished>> starts = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      starts.add(CompletableFuture.supplyAsync(this::launchUnchecked));
    }
    assertThat(starts).allSatisfy(start -> assertThat(start.join().exitCode()).isEqualTo(7));
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aLockWhoseHolderIsGoneIsPutAside() throws IOException {
    Files.createDirectories(home.resolve(".emend"));
    Files.createSymbolicLink(home.resolve(".emend/build.lock"), Path.of("99999999"));
    launch("ask");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void argumentsAndFolderOfTheCallerAreKept() throws IOException {
    String out = launch("ask", "my cat.png", "").out();
    assertThat(out).startsWith(scratch.toRealPath() + "\n").endsWith("<ask><my cat.png><>");
  }

  @Test
  void theOptionsThatTheBuildNamesReachTheJvm() throws IOException {
    assertThat(launch("ask").out()).contains("<-Da=1><-Db=2><-jar>");
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "POSIX", "xx_XX.UTF-8"})
  void aLocaleThatKnowsAsciiAloneIsWidened(String callers) throws IOException {
    assertThat(locale(callers)).isEqualTo("C.UTF-8");
  }

  @Test
  void aLocaleOfUtf8Stays() throws IOException {
    assertThat(locale("C.utf8")).isEqualTo("C.utf8");
  }

  @Test
  void theExitCodeIsThatOfTheApp() throws IOException {
    assertThat(launch("ask").exitCode()).isEqualTo(7);
  }

  @Test
  void anOldMavenIsNamed() throws IOException {
    script(bin.resolve("mvn"), MAVEN.formatted("3.8.5"));
    assertThat(launch("ask").err()).contains("found Maven 3.8.5", "needs Maven 3.8.6 or newer");
  }

  @Test
  void anOldJavaHomeIsPassedOver() throws IOException {
    script(scratch.resolve("jdk/bin/java"), JAVA.formatted("11"));
    script(bin.resolve("java"), JAVA.formatted("21"));
    script(bin.resolve("javac"), "#!/bin/sh\n");
    assertThat(launch("ask").exitCode()).isEqualTo(7);
  }

  @Test
  void aBuildTellsItsPhaseAndKeepsItsLogToItself() throws IOException {
    assertThat(launch("ask").err())
        .contains("emend: building: 2/3 compile (0:0", "emend: built in 0:0")
        .doesNotContain("AnsiLogger", "\r", "\033");
    assertThat(home.resolve(".emend/build.log")).content().contains("AnsiLogger");
  }

  @Test
  void aFailedBuildShowsItsErrorsAndNamesItsLog() throws IOException {
    script(
        bin.resolve("mvn"),
        MAVEN.formatted("3.9.1")
            + "echo '[ERROR] A.java:[1,1] class expected'\n"
            + "echo '[ERROR] Re-run Maven using the -X switch'\nexit 1\n");
    assertThat(launch("ask").err())
        .contains("[ERROR] A.java:[1,1] class expected\n", home + "/.emend/build.log")
        .doesNotContain("Re-run Maven", "AnsiLogger");
  }

  @Test
  void aFailedBuildLeavesNoLock() throws IOException {
    script(bin.resolve("mvn"), MAVEN.formatted("3.9.1") + "exit 1\n");
    assertThat(launch("ask").err()).contains("the build failed");
    assertThat(Files.exists(home.resolve(".emend/build.lock"))).isFalse();
  }
}
