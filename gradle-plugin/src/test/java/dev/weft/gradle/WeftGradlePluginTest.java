package dev.weft.gradle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradle.api.Project;
import org.gradle.api.artifacts.Dependency;
import org.gradle.api.tasks.compile.JavaCompile;
import org.gradle.testfixtures.ProjectBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;

/** The plugin in the Gradle whose API it is compiled with; it-tests run it in an old one. */
@EnabledForJreRange(max = JRE.JAVA_23, disabledReason = "this Gradle knows no newer Java")
class WeftGradlePluginTest {

  private Project project;

  @BeforeEach
  void applyPlugin(@TempDir File directory) {
    project = ProjectBuilder.builder().withProjectDir(directory).build();
    project.getPluginManager().apply("dev.weft");
    project.getPluginManager().apply("java");
  }

  @Test
  void sourceSets_getTheDependencies() {
    assertEquals(List.of("weft-runtime"), dependencies("implementation"));
    assertEquals(List.of("weft-processor"), dependencies("annotationProcessor"));
    assertEquals(List.of("weft-processor"), dependencies("testAnnotationProcessor"));
  }

  private List<String> dependencies(String configuration) {
    return project.getConfigurations().getByName(configuration).getDependencies().stream()
        .map(Dependency::getName)
        .toList();
  }

  @Test
  void tasksThatDoNotRun_areNotConfigured() {
    List<String> configured = new ArrayList<>();
    project.getTasks().register("other", task -> configured.add(task.getName()));
    project.getTasks().register("compileOther", JavaCompile.class, t -> configured.add("compile"));

    project.getTasks().getByName("compileJava");

    assertEquals(List.of(), configured);
  }

  @Test
  void debugProperty_isHandedToJavac() {
    Project debugged = ProjectBuilder.builder().withParent(project).build();
    project.getExtensions().getExtraProperties().set("weft.debug", "true");
    debugged.getPluginManager().apply("dev.weft");
    debugged.getPluginManager().apply("java");

    var compile = assertInstanceOf(JavaCompile.class, debugged.getTasks().getByName("compileJava"));
    assertEquals(List.of("-Aweft.debug"), compile.getOptions().getCompilerArgs());
  }

  @Test
  void weaving_canBeKeptInTheConfigurationCache() {
    assertTrue(
        Stream.of(WeaveAction.class.getDeclaredFields())
            .map(Field::getType)
            .allMatch(Class::isPrimitive));
  }
}
