package dev.weft;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final JavaClasses RUNTIME =
      new ClassFileImporter().importPath(Path.of("target", "classes"));

  @Test
  void insideTheRuntime_dependenceHasOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage("dev.weft.internal..")
        .layer("process")
        .definedBy("dev.weft.internal.process")
        .layer("net")
        .definedBy("dev.weft.internal.net")
        .layer("tls")
        .definedBy("dev.weft.internal.tls")
        .layer("task")
        .definedBy("dev.weft.internal.task")
        .layer("loop")
        .definedBy("dev.weft.internal.loop")
        .layer("io")
        .definedBy("dev.weft.internal.io")
        .layer("timer")
        .definedBy("dev.weft.internal.timer")
        .layer("queue")
        .definedBy("dev.weft.internal.queue")
        .whereLayer("process")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("net")
        .mayOnlyBeAccessedByLayers("process")
        .whereLayer("tls")
        .mayOnlyBeAccessedByLayers("net")
        .whereLayer("task")
        .mayOnlyBeAccessedByLayers("net")
        .whereLayer("loop")
        .mayOnlyBeAccessedByLayers("task", "net", "process")
        .whereLayer("io")
        .mayOnlyBeAccessedByLayers("loop", "task", "net")
        .whereLayer("timer")
        .mayOnlyBeAccessedByLayers("io", "loop", "task", "net")
        .whereLayer("queue")
        .mayOnlyBeAccessedByLayers("timer", "io", "loop", "task", "net")
        .check(RUNTIME);
  }

  @Test
  void whatIsExported_showsNothingInternal() {
    methods()
        .that()
        .areDeclaredInClassesThat(resideInAPackage("dev.weft..").and(isExported()))
        .and()
        .areNotPrivate()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should(nameNothingInternal())
        .check(RUNTIME);
    classes()
        .that(isExported())
        .and()
        .arePublic()
        .should()
        .notBeAssignableTo(resideInAPackage("dev.weft.internal.."))
        .check(RUNTIME);
  }

  private static DescribedPredicate<JavaClass> isExported() {
    return DescribedPredicate.not(resideInAPackage("dev.weft.internal.."));
  }

  private static ArchCondition<JavaMethod> nameNothingInternal() {
    return new ArchCondition<>("name nothing internal") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        boolean offered =
            method.getModifiers().stream()
                .anyMatch(m -> m.name().equals("PUBLIC") || m.name().equals("PROTECTED"));
        boolean internal =
            method.getAllInvolvedRawTypes().stream()
                .anyMatch(type -> type.getPackageName().startsWith("dev.weft.internal"));
        events.add(new SimpleConditionEvent(method, !(offered && internal), method.getFullName()));
      }
    };
  }

  @Test
  void synchronizers_useThePublicApi_andTurnsInOnePlace() {
    noClasses()
        .that()
        .resideInAPackage("dev.weft.sync")
        .and()
        .doNotHaveSimpleName("WaitQueue")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("dev.weft.internal..", "dev.weft.spi")
        .check(RUNTIME);
  }

  @Test
  void runtime_needsNothingButTheJdk() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideOutsideOfPackages(
            "java..",
            "javax.management",
            "javax.net.ssl",
            "sun.misc", // signals
            "jdk.jfr",
            "dev.weft..",
            "org.jspecify..")
        .check(RUNTIME);
  }

  @Test
  void runtime_printsNothing() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(RUNTIME);
  }
}
