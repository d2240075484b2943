package dev.weft.testing;

import dev.weft.ExceptionContext;
import dev.weft.Task;
import java.nio.channels.Channel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a test has left behind. */
final class Leaks {

  private final List<String> lines = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  void addTasks(Collection<? extends Task<?>> pending) {
    pending.forEach(
        task -> lines.add("The test has left a task behind; cancel it or await it: " + task));
  }

  void addChannels(Collection<? extends Channel> watched) {
    watched.forEach(
        channel ->
            lines.add("The test has left a transport, server or pipe open; close it: " + channel));
  }

  void addReports(List<ExceptionContext> reports) {
    for (ExceptionContext report : reports) {
      lines.add("The loop has reported a failure: " + report.message());
      addFailure(report.exception());
    }
  }

  private void addFailure(@Nullable Throwable failure) {
    if (failure != null) {
      failures.add(failure);
    }
  }

  /** Throws if there is anything. */
  void check() {
    if (lines.isEmpty()) {
      return;
    }
    AssertionError error = new AssertionError(String.join(System.lineSeparator(), lines));
    failures.forEach(error::addSuppressed);
    throw error;
  }
}
