package io.emend;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsServer;
import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.quarkus.test.junit.QuarkusTest;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tests run in which circle: {@code mvn test} is fast, and classes at once do not meet. */
class CirclesTest {
  private static final Set<String> STARTED =
      Set.of(
          ProcessBuilder.class.getName(),
          ServerSocket.class.getName(),
          HttpServer.class.getName(),
          HttpsServer.class.getName(),
          io.vertx.core.http.HttpServer.class.getName(),
          KubernetesMockServer.class.getName(),
          EnableKubernetesMockClient.class.getName(),
          QuarkusTest.class.getName());

  /** The folders of {@code test.process.classes} in the build. */
  private static final List<String> AT_ONCE =
      List.of("command", "deploy", "jobs", "operation.job", "storage", "training");

  private static final JavaClasses TESTS =
      ArchConfiguration.withThreadLocalScope(
          configuration -> {
            configuration.setResolveMissingDependenciesFromClassPath(false);
            return new ClassFileImporter()
                .withImportOption(new OnlyIncludeTests())
                .importPackages("io.emend");
          });

  private static boolean leadsTo(JavaClass test, Set<JavaClass> known) {
    return test.getDirectDependenciesFromSelf().stream()
        .map(Dependency::getTargetClass)
        .anyMatch(target -> STARTED.contains(target.getName()) || known.contains(target));
  }

  @Test
  void unitTestsStartNeitherServersNorProcesses() {
    Set<JavaClass> starting = new HashSet<>();
    int before = -1;
    while (starting.size() > before) {
      before = starting.size();
      TESTS.stream().filter(test -> leadsTo(test, starting)).forEach(starting::add);
    }
    assertThat(starting).isNotEmpty();
    assertThat(starting.stream().map(JavaClass::getSimpleName))
        .filteredOn(name -> name.endsWith("Test"))
        .containsExactly("CirclesTest");
  }

  /** A Quarkus app of a test has the JVM for itself. */
  @Test
  void noQuarkusTestRunsBesideOthers() {
    assertThat(TESTS.stream().filter(test -> test.isAnnotatedWith(QuarkusTest.class)))
        .isNotEmpty()
        .noneMatch(
            test ->
                AT_ONCE.stream()
                    .anyMatch(
                        folder ->
                            (test.getPackageName() + ".").startsWith("io.emend." + folder + ".")));
  }
}
