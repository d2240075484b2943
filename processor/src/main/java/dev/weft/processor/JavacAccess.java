package dev.weft.processor;

import com.sun.source.util.JavacTask;
import java.util.Optional;
import javax.annotation.processing.ProcessingEnvironment;

/** Finds the compiler behind a processing environment. */
final class JavacAccess {

  private JavacAccess() {}

  /**
   * Attaches a host to the compiler.
   *
   * @return false if the environment is not javac's
   */
  static boolean attach(ProcessingEnvironment environment, NestWeaver weaver) {
    Optional<JavacTask> own = findTask(environment);
    own.ifPresent(Handover::claim);
    JavacTask task = own.orElseGet(Handover::claimForThisThread);
    if (task == null) {
      return false;
    }
    task.addTaskListener(JavacHost.create(task, environment, own.isEmpty(), weaver));
    return true;
  }

  /** Build tools may wrap the environment (Gradle does); then the plugin has left us the task. */
  private static Optional<JavacTask> findTask(ProcessingEnvironment environment) {
    try {
      return Optional.of(JavacTask.instance(environment));
    } catch (IllegalArgumentException notJavacs) {
      return Optional.empty();
    }
  }
}
