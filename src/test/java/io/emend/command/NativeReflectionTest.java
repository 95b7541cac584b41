package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The native executable must be told of classes that are read by reflection and by no extension of
 * Quarkus: our own records and enums, which Jackson reads and writes outside of REST as well, and
 * what MinIO's client reads XML into.
 */
class NativeReflectionTest {
  private static final Path COMMITTED =
      Path.of("src/main/resources/META-INF/native-image/io.emend/emend/reflect-config.json");
  private static final Path EXPECTED = Path.of("target", "reflect-config.json");
  private static final String SIMPLE_XML = "org.simpleframework.xml";

  @Test
  void whatIsReadByReflectionIsRegistered() throws IOException {
    List<Map<String, Object>> classes =
        Stream.of(ours(), minio(), simpleXml())
            .flatMap(names -> names)
            .distinct()
            .sorted()
            .map(NativeReflectionTest::whole)
            .toList();
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    Files.writeString(EXPECTED, json.writeValueAsString(classes) + "\n");
    assertThat(COMMITTED)
        .as("copy %s over it", EXPECTED)
        .exists()
        .hasSameTextualContentAs(EXPECTED);
  }

  private static Map<String, Object> whole(String name) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("allDeclaredConstructors", true);
    entry.put("allDeclaredMethods", true);
    entry.put("allDeclaredFields", true);
    return entry;
  }

  private static Stream<String> ours() {
    return new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.emend")
            .stream()
            .filter(type -> type.isRecord() || type.isEnum())
            .filter(type -> !outside(type.getPackageName()))
            .map(JavaClass::getName);
  }

  /** What the admin function alone does not use. */
  private static boolean outside(String packageName) {
    return Stream.of("model", "engine", "scenes", "command")
        .map(name -> "io.emend." + name)
        .anyMatch(name -> packageName.equals(name) || packageName.startsWith(name + "."));
  }

  private static Stream<String> minio() {
    return new ClassFileImporter()
        .importPackages("io.minio").stream()
            .filter(
                type ->
                    type.getAnnotations().stream().anyMatch(NativeReflectionTest::ofXml)
                        || type.getMembers().stream()
                            .flatMap(member -> member.getAnnotations().stream())
                            .anyMatch(NativeReflectionTest::ofXml))
            .map(JavaClass::getName);
  }

  private static boolean ofXml(JavaAnnotation<?> annotation) {
    return annotation.getRawType().getPackageName().startsWith(SIMPLE_XML);
  }

  /** It makes its labels by name of their kind. */
  private static Stream<String> simpleXml() {
    return new ClassFileImporter()
        .importPackages(SIMPLE_XML + ".core").stream()
            .filter(type -> type.getSimpleName().endsWith("Label"))
            .map(JavaClass::getName);
  }
}
