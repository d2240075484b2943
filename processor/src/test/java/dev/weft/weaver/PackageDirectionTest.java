package dev.weft.weaver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The phases of the weaver depend on earlier phases only; the weaver knows no compiler. */
@AnalyzeClasses(packages = "dev.weft", importOptions = DoNotIncludeTests.class)
class PackageDirectionTest {

  @ArchTest
  static final ArchRule phases_dependOnEarlierOnesOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("analysis")
          .definedBy("dev.weft.weaver.analysis")
          .layer("transform")
          .definedBy("dev.weft.weaver.transform")
          .layer("emit")
          .definedBy("dev.weft.weaver.emit")
          .layer("weaver")
          .definedBy("dev.weft.weaver")
          .layer("processor")
          .definedBy("dev.weft.processor..")
          .whereLayer("processor")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("weaver")
          .mayOnlyBeAccessedByLayers("processor")
          .whereLayer("emit")
          .mayOnlyBeAccessedByLayers("weaver")
          .whereLayer("transform")
          .mayOnlyBeAccessedByLayers("emit", "weaver");

  @ArchTest
  static final ArchRule weaver_knowsNoCompiler =
      noClasses()
          .that()
          .resideInAPackage("dev.weft.weaver..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "javax.annotation.processing..",
              "javax.lang.model..",
              "javax.tools..",
              "com.sun.source..",
              "com.sun.tools..");

  @ArchTest
  static final ArchRule weaver_loadsNoClassAndTouchesNoFile =
      noClasses()
          .that()
          .resideInAPackage("dev.weft.weaver..")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.ClassLoader")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.io", "java.nio.file..", "java.lang.reflect..");
}
