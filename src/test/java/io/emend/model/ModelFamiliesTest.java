package io.emend.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import io.emend.error.EmendException;
import io.emend.model.family.ModelFamily;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A family is a folder and a line: nothing else knows that it is there. */
class ModelFamiliesTest {
  private static final Path SOURCES = Path.of("src/main/java/io/emend");
  private static final Path REGISTRY = SOURCES.resolve("model/ModelFamilies.java");

  static List<ModelFamily> families() {
    return ModelFamilies.BUILT_IN.families();
  }

  private static String folder(ModelFamily family) {
    String name = family.getClass().getPackageName();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  @ParameterizedTest
  @MethodSource("families")
  void onlyTheRegistryReachesAFamily(ModelFamily family) {
    JavaClasses main =
        new ClassFileImporter()
            .withImportOption(new DoNotIncludeTests())
            .importPackages("io.emend");
    String own = family.getClass().getPackageName() + "..";
    noClasses()
        .that()
        .resideOutsideOfPackage(own)
        .and()
        .doNotBelongToAnyOf(ModelFamilies.class)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(own)
        .check(main);
  }

  @ParameterizedTest
  @MethodSource("families")
  void noOtherSourceNamesAFamily(ModelFamily family) throws IOException {
    Path own = SOURCES.resolve("model").resolve(folder(family));
    try (Stream<Path> java = Files.walk(SOURCES);
        Stream<Path> torchscript = Files.walk(Path.of("src/main/resources/torchscript"))) {
      assertThat(Stream.concat(java, torchscript))
          .filteredOn(Files::isRegularFile)
          .filteredOn(file -> !file.startsWith(own) && !file.equals(REGISTRY))
          .isNotEmpty()
          .noneMatch(file -> text(file).contains(folder(family)));
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file).toLowerCase(Locale.ROOT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aCheckpointOfNoFamilyIsRefusedByItsType(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("config.json"), "{\"model_type\": \"unheard_of\"}");
    assertThatThrownBy(() -> ModelFamilies.BUILT_IN.of(folder))
        .isInstanceOf(EmendException.class)
        .hasMessageStartingWith("config.json: model_type must be ")
        .hasMessageEndingWith(", was unheard_of");
  }
}
