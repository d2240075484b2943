package dev.weft.gradle;

import dev.weft.weaver.WeaveOptions;
import org.gradle.api.Action;
import org.gradle.api.Plugin;
import org.gradle.api.Project;
import org.gradle.api.Task;
import org.gradle.api.artifacts.Configuration;
import org.gradle.api.artifacts.Dependency;
import org.gradle.api.tasks.TaskContainer;
import org.gradle.api.tasks.compile.AbstractCompile;
import org.gradle.api.tasks.compile.JavaCompile;
import org.gradle.util.GradleVersion;

/**
 * The plugin {@code dev.weft}: adds the runtime and the processor of its own version to each source
 * set's dependencies, and weaves what compile tasks leave unwoven.
 *
 * <p>Weaving is the last action of the compile task and no task of its own: so the woven classes
 * are the task's output, which up-to-date checks and build caches then hold, and two tasks never
 * write to one directory.
 *
 * <p>The project property {@code weft.debug} keeps all named variables across awaits, for
 * debuggers.
 */
public final class WeftGradlePlugin implements Plugin<Project> {

  private static final String DEBUG = "weft.debug";

  @Override
  public void apply(Project project) {
    project.getPluginManager().withPlugin("java", java -> addDependencies(project));
    Object debug = project.findProperty(DEBUG);
    WeaveOptions options = WeaveOptions.fromProperty(debug == null ? null : debug.toString());
    configureEach(project.getTasks(), task -> weaveAfter(task, options));
  }

  private static void addDependencies(Project project) {
    String version = WeftGradlePlugin.class.getPackage().getImplementationVersion();
    project.getDependencies().add("implementation", "dev.weft:weft-runtime:" + version);
    Dependency processor = project.getDependencies().create("dev.weft:weft-processor:" + version);
    if (project.getConfigurations().findByName("annotationProcessor") == null) {
      setProcessorPath(project, project.getConfigurations().detachedConfiguration(processor));
    } else {
      project
          .getConfigurations()
          .matching(WeftGradlePlugin::isProcessorPath)
          .all(path -> path.getDependencies().add(processor));
    }
  }

  /** One for each source set: {@code annotationProcessor}, {@code testAnnotationProcessor}. */
  private static boolean isProcessorPath(Configuration configuration) {
    return configuration.getName().matches("annotationProcessor|\\w+AnnotationProcessor");
  }

  /** Before Gradle 4.6 no configuration is a processor path; tasks have one. */
  private static void setProcessorPath(Project project, Configuration path) {
    project
        .getTasks()
        .withType(JavaCompile.class)
        .all(task -> task.getOptions().setAnnotationProcessorPath(path));
  }

  /** Only tasks that the build will run, where Gradle can tell: from 4.9 on. */
  private static void configureEach(TaskContainer tasks, Action<Task> action) {
    if (GradleVersion.current().compareTo(GradleVersion.version("4.9")) < 0) {
      tasks.all(action);
    } else {
      tasks.configureEach(action);
    }
  }

  private static void weaveAfter(Task task, WeaveOptions options) {
    if (task instanceof AbstractCompile || isKotlinCompile(task)) {
      task.getInputs().property(DEBUG, options.keepNamedVariables());
      task.doLast(new WeaveAction(options.keepNamedVariables()));
    }
    if (task instanceof JavaCompile compile && options.keepNamedVariables()) {
      compile.getOptions().getCompilerArgs().add("-A" + DEBUG);
    }
  }

  /** Kotlin's own compile task has no type that could be known here. */
  private static boolean isKotlinCompile(Task task) {
    return task.getName().matches("compile\\w*Kotlin");
  }
}
