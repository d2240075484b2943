package dev.weft.weaver;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

/** The phases of the weaver depend on earlier phases only; the weaver knows no compiler. */
class PackageDirectionTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .importUrl(ClassWeaver.class.getProtectionDomain().getCodeSource().getLocation());

  @Test
  void phases_dependOnEarlierOnesOnly() {
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
        .mayOnlyBeAccessedByLayers("emit", "weaver")
        .check(CLASSES);
  }

  @Test
  void weaver_knowsNoCompiler() {
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
            "com.sun.tools..")
        .check(CLASSES);
  }

  @Test
  void weaver_loadsNoClassAndTouchesNoFile() {
    noClasses()
        .that()
        .resideInAPackage("dev.weft.weaver..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ClassLoader")
        .orShould()
        .dependOnClassesThat()
        .resideInAnyPackage("java.io", "java.nio.file..", "java.lang.reflect..")
        .check(CLASSES);
  }
}
