package dev.weft.torture.run;

import java.io.PrintStream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Writes one line per test: its unique id, how it ended, with which exception. */
final class ResultWriter implements TestExecutionListener {

  private final PrintStream out;

  ResultWriter(PrintStream out) {
    this.out = out;
  }

  @Override
  public synchronized void executionSkipped(TestIdentifier test, String reason) {
    out.println(test.getUniqueId() + "\tSKIPPED");
  }

  /** A container counts only when it fails: then its tests did not run. */
  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    boolean failed = result.getStatus() == TestExecutionResult.Status.FAILED;
    if (test.isTest() || failed) {
      String exception = result.getThrowable().map(t -> " " + describe(t)).orElse("");
      out.println(test.getUniqueId() + "\t" + result.getStatus() + exception);
    }
  }

  private static String describe(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    String firstLine = message.lines().findFirst().orElse("");
    return failure.getClass().getName() + "\t" + firstLine;
  }
}
