package dev.weft;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class PackagesTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.weft");

  private static void assertIndependent(String packages, String... ofPackages) {
    noClasses()
        .that()
        .resideInAPackage(packages)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ofPackages)
        .check(CLASSES);
  }

  @Test
  void weaver_knowsNoCompiler() {
    assertIndependent(
        "dev.weft.weaver..",
        "dev.weft.processor..",
        "javax.annotation.processing..",
        "com.sun.source..");
  }

  @Test
  void weaver_knowsNoDriver() {
    assertIndependent("dev.weft.weaver..", "dev.weft.driver", "dev.weft.tool", "dev.weft.agent");
  }

  @Test
  void driversCore_knowsNoDriver() {
    assertIndependent("dev.weft.driver", "dev.weft.processor..", "dev.weft.tool", "dev.weft.agent");
  }

  @Test
  void drivers_knowTheWeaverByItsEntryOnly() {
    for (String driver : new String[] {"dev.weft.driver", "dev.weft.tool", "dev.weft.agent"}) {
      assertIndependent(
          driver,
          "dev.weft.weaver.analysis..",
          "dev.weft.weaver.transform..",
          "dev.weft.weaver.emit..");
    }
  }

  @Test
  void checks_knowNoBytecode() {
    assertIndependent(
        "dev.weft.processor.check..",
        "dev.weft.weaver..",
        "dev.weft.processor",
        "org.objectweb.asm..");
  }

  @Test
  void facades_needNoJavac() {
    assertIndependent(
        "dev.weft.processor.facade..",
        "dev.weft.weaver..",
        "dev.weft.processor",
        "com.sun.source..",
        "org.objectweb.asm..");
  }

  @Test
  void host_knowsTheWeaverByItsEntryOnly() {
    assertIndependent(
        "dev.weft.processor..",
        "dev.weft.weaver.analysis..",
        "dev.weft.weaver.transform..",
        "dev.weft.weaver.emit..");
  }

  @Test
  void processor_loadsInCompilersWithoutTrees() {
    noClasses()
        .that()
        .haveFullyQualifiedName("dev.weft.processor.AsyncProcessor")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.sun.source..")
        .check(CLASSES);
  }
}
