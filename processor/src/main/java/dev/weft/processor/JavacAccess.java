package dev.weft.processor;

import com.sun.source.util.JavacTask;
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
    JavacTask task = findTask(environment);
    if (task == null) {
      return false;
    }
    task.addTaskListener(JavacHost.create(task, environment, weaver));
    return true;
  }

  /** Build tools may wrap the environment (Gradle does); then the plugin has left us the task. */
  private static JavacTask findTask(ProcessingEnvironment environment) {
    try {
      JavacTask task = JavacTask.instance(environment);
      Handover.claim(task);
      return task;
    } catch (IllegalArgumentException notJavacs) {
      return Handover.claimForThisThread();
    }
  }
}
