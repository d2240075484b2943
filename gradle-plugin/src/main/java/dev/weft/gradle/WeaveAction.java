package dev.weft.gradle;

import dev.weft.driver.PathWeaver;
import dev.weft.driver.WeaveResult;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WeaveProblem;
import java.io.File;
import java.io.IOException;
import java.util.stream.Collectors;
import org.gradle.api.Action;
import org.gradle.api.GradleException;
import org.gradle.api.Task;

/**
 * Weaves the class files that a task has just written.
 *
 * <p>Gradle's configuration cache stores it field by field, which not every Gradle can do with a
 * record.
 */
final class WeaveAction implements Action<Task> {

  private final boolean keepNamedVariables;

  WeaveAction(boolean keepNamedVariables) {
    this.keepNamedVariables = keepNamedVariables;
  }

  @Override
  public void execute(Task task) {
    for (File output : task.getOutputs().getFiles()) {
      if (output.isDirectory()) {
        weave(task, output);
      }
    }
  }

  private void weave(Task task, File directory) {
    try {
      WeaveOptions options = new WeaveOptions(keepNamedVariables);
      WeaveResult result = PathWeaver.weave(directory.toPath(), options);
      result.warnings().forEach(warning -> task.getLogger().warn("w: {}", warning.describe()));
      if (!result.classes().isEmpty()) {
        task.getLogger().info("Woven: {}", result.classes());
      }
    } catch (WeaveException e) {
      throw new GradleException(
          e.problems().stream().map(WeaveProblem::describe).collect(Collectors.joining("\n")), e);
    } catch (IOException e) {
      throw new GradleException("Classes in " + directory + " could not be read or written", e);
    }
  }
}
