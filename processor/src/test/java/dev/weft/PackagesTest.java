package dev.weft;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Which package may know which. */
@AnalyzeClasses(packages = "dev.weft", importOptions = DoNotIncludeTests.class)
class PackagesTest {

  @ArchTest
  static final ArchRule weaverKnowsNoCompiler =
      noClasses()
          .that()
          .resideInAPackage("dev.weft.weaver..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.weft.processor..", "javax.annotation.processing..", "com.sun.source..");

  @ArchTest
  static final ArchRule checksKnowNoBytecode =
      noClasses()
          .that()
          .resideInAPackage("dev.weft.processor.check..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.weft.weaver..", "dev.weft.processor", "org.objectweb.asm..");

  @ArchTest
  static final ArchRule hostKnowsTheWeaverByItsEntryOnly =
      noClasses()
          .that()
          .resideInAPackage("dev.weft.processor..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.weft.weaver.analysis..",
              "dev.weft.weaver.transform..",
              "dev.weft.weaver.emit..");

  @ArchTest
  static final ArchRule processorLoadsWithoutJavac =
      noClasses()
          .that()
          .haveFullyQualifiedName("dev.weft.processor.AsyncProcessor")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.sun.source..");
}
