package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import java.util.List;

/**
 * {@code -Xplugin:"WeftGuard off"}, by which users say that others weave the classes.
 *
 * <p>weft-annotations has a plugin of this name too. But javac looks for plugins in one place only:
 * given a processor path, it would find none in the class path and fail.
 */
public final class GuardSwitch implements Plugin {

  private static final String OFF = "off";

  /** For javac's service loader. */
  public GuardSwitch() {}

  @Override
  public String getName() {
    return "WeftGuard";
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    if (List.of(arguments).contains(OFF)) {
      task.addTaskListener(new Off(task));
    }
  }

  /** Claims the compilation when all plugins have started, and before a guard looks at a class. */
  private record Off(JavacTask task) implements TaskListener {

    @Override
    public void started(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.ANALYZE) {
        Handover.claim(task);
      }
    }
  }
}
