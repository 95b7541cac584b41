package io.emend;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may call whom; docs/architecture.md draws the same arrows. */
@AnalyzeClasses(packages = "io.emend", importOptions = DoNotIncludeTests.class)
class LayersTest {

  /** Layers without a class yet are optional, so that the arrows stand before the code. */
  @ArchTest
  static final ArchRule arrowsGoDownOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .withOptionalLayers(true)
          .layer("command")
          .definedBy("io.emend.command..")
          .layer("startpage")
          .definedBy("io.emend.startpage..")
          .layer("admin")
          .definedBy("io.emend.admin..")
          .layer("operation")
          .definedBy("io.emend.operation..")
          .layer("jobs")
          .definedBy("io.emend.jobs..")
          .layer("collection")
          .definedBy("io.emend.collection..")
          .layer("evaluation")
          .definedBy("io.emend.evaluation..")
          .layer("training")
          .definedBy("io.emend.training..")
          .layer("pretraining")
          .definedBy("io.emend.pretraining..")
          .layer("preference")
          .definedBy("io.emend.preference..")
          .layer("correction")
          .definedBy("io.emend.correction..")
          .layer("inference")
          .definedBy("io.emend.inference..")
          .layer("engine")
          .definedBy("io.emend.engine..")
          .layer("model")
          .definedBy("io.emend.model..")
          .layer("storage")
          .definedBy("io.emend.storage..")
          .layer("messaging")
          .definedBy("io.emend.messaging..")
          .layer("scenes")
          .definedBy("io.emend.scenes..")
          .layer("access")
          .definedBy("io.emend.access..")
          .layer("error")
          .definedBy("io.emend.error..")
          .layer("generation")
          .definedBy("io.emend.generation..")
          .layer("concurrent")
          .definedBy("io.emend.concurrent..")
          .whereLayer("command")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("startpage")
          .mayOnlyAccessLayers("inference", "error")
          .whereLayer("admin")
          .mayOnlyAccessLayers(
              "operation",
              "jobs",
              "training",
              "collection",
              "evaluation",
              "preference",
              "inference",
              "messaging",
              "error")
          .whereLayer("operation")
          .mayOnlyAccessLayers(
              "jobs",
              "collection",
              "evaluation",
              "training",
              "preference",
              "inference",
              "storage",
              "messaging",
              "error",
              "concurrent")
          .whereLayer("collection")
          .mayOnlyAccessLayers(
              "evaluation",
              "preference",
              "correction",
              "inference",
              "generation",
              "storage",
              "messaging",
              "error")
          .whereLayer("jobs")
          .mayOnlyAccessLayers("storage", "error")
          .whereLayer("evaluation")
          .mayOnlyAccessLayers(
              "preference", "inference", "correction", "storage", "scenes", "error")
          .whereLayer("training")
          .mayOnlyAccessLayers("preference", "model", "storage", "messaging", "error", "concurrent")
          .whereLayer("pretraining")
          .mayOnlyAccessLayers("training", "model", "scenes", "error", "concurrent")
          .whereLayer("preference")
          .mayOnlyAccessLayers("correction", "storage", "messaging", "error")
          .whereLayer("correction")
          .mayOnlyAccessLayers("inference", "generation", "storage", "messaging", "error")
          .whereLayer("inference")
          .mayOnlyAccessLayers(
              "engine", "model", "generation", "storage", "messaging", "error", "concurrent")
          .whereLayer("engine")
          .mayOnlyAccessLayers("model", "generation", "error")
          .whereLayer("generation")
          .mayOnlyAccessLayers("error")
          .whereLayer("model")
          .mayOnlyAccessLayers("error")
          .whereLayer("storage")
          .mayOnlyAccessLayers("error", "concurrent")
          .whereLayer("messaging")
          .mayOnlyAccessLayers("error", "concurrent")
          .whereLayer("scenes")
          .mayOnlyAccessLayers("error")
          .whereLayer("access")
          .mayOnlyAccessLayers("error")
          .whereLayer("access")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("error")
          .mayNotAccessAnyLayer()
          .whereLayer("concurrent")
          .mayNotAccessAnyLayer();

  @ArchTest
  static final ArchRule adminIsRestAndHasNoLifeCycle =
      noClasses()
          .that()
          .resideInAPackage("io.emend.admin..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.emend.concurrent..",
              "java.util.concurrent..",
              "io.quarkus.runtime..",
              "jakarta.enterprise.event..")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class);

  /** Whether the model runs in this process or elsewhere is not told above the port. */
  @ArchTest
  static final ArchRule whoAsksKnowsThePortAlone =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.emend.startpage..",
              "io.emend.admin..",
              "io.emend.operation..",
              "io.emend.collection..",
              "io.emend.evaluation..",
              "io.emend.correction..",
              "io.emend.inference",
              "io.emend.inference.answer..",
              "io.emend.inference.chat..",
              "io.emend.inference.http..",
              "io.emend.inference.openai..",
              "io.emend.inference.telemetry..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "io.emend.engine..",
              "io.emend.model..",
              "io.emend.inference.embedded..",
              "io.emend.inference.remote..");

  @ArchTest
  static final ArchRule anEngineElsewhereNeedsNoneHere =
      noClasses()
          .that()
          .resideInAPackage("io.emend.inference.remote..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.emend.engine..", "io.emend.inference.embedded..");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("io.emend.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule theModelAndTheEngineKnowNoFramework =
      noClasses()
          .that()
          .resideInAnyPackage("io.emend.model..", "io.emend.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.quarkus..", "io.smallrye..", "jakarta..", "io.minio..");
}
