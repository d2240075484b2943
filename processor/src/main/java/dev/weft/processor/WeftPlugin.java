package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;

/**
 * Starts with every compilation that has the Weft processor within reach, even if no processor
 * runs: under {@code -proc:none}, and from the class path on JDK 23 and newer.
 *
 * <p>It hands the compiler to a processor that cannot find it by itself, and installs a {@link
 * ProcessorGuard} for the case that none comes. It weaves nothing: only a processor is given a
 * {@code Filer}.
 */
public final class WeftPlugin implements Plugin {

  @Override
  public String getName() {
    return "Weft";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    Handover.offer(task);
    task.addTaskListener(new ProcessorGuard(task));
  }
}
