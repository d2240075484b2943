package dev.weft.gradle;

import java.util.List;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.tasks.compile.AbstractCompile;

/**
 * The plugin {@code dev.weft}: adds the runtime and the processor of its own version to each source
 * set's dependencies, and weaves what compile tasks leave unwoven.
 *
 * <p>Weaving is the last action of the compile task and no task of its own: so the woven classes
 * are the task's output, which up-to-date checks and build caches then hold, and two tasks never
 * write to one directory.
 */
public final class WeftGradlePlugin implements Plugin<Project> {

  private static final List<String> PROCESSOR_PATHS =
      List.of("annotationProcessor", "testAnnotationProcessor");

  @Override
  public void apply(Project project) {
    project.getPluginManager().withPlugin("java", java -> addDependencies(project));
    project.getTasks().all(WeftGradlePlugin::weaveAfter);
  }

  private static void addDependencies(Project project) {
    String version = WeftGradlePlugin.class.getPackage().getImplementationVersion();
    project.getDependencies().add("implementation", "dev.weft:weft-runtime:" + version);
    for (String path : PROCESSOR_PATHS) {
      if (project.getConfigurations().findByName(path) != null) { // since Gradle 4.6
        project.getDependencies().add(path, "dev.weft:weft-processor:" + version);
      }
    }
  }

  private static void weaveAfter(Task task) {
    if (task instanceof AbstractCompile || isKotlinCompile(task)) {
      task.doLast(new WeaveAction());
    }
  }

  /** Kotlin's own compile task has no type that could be known here. */
  private static boolean isKotlinCompile(Task task) {
    return task.getName().matches("compile\\w*Kotlin");
  }
}
