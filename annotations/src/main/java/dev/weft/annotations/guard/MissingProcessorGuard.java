package dev.weft.annotations.guard;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import java.util.List;

/**
 * Fails a compilation that has async code where no weft-processor is within javac's reach.
 *
 * <p>It stands in the jar of the annotations, which whoever uses Weft has on the class path; there
 * javac looks for plugins, and starts this one unasked, unless it is given a processor path.
 *
 * <p>Classes may be woven afterwards: by a Maven goal, which it finds out, or by others, of which
 * {@code -Xplugin:"WeftGuard off"} tells it. Then no compilation fails for it, and the guard in the
 * processor's jar keeps silent too.
 */
public final class MissingProcessorGuard implements Plugin {

  private static final String OFF = "off";

  /** For javac's service loader. */
  public MissingProcessorGuard() {}

  @Override
  public String getName() {
    return "WeftGuard";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    boolean isOff = List.of(arguments).contains(OFF);
    boolean isAlone = !isProcessorWithinReach();
    if (isAlone && !isOff) {
      Unclaimed.add(task);
    }
    task.addTaskListener(new Watch(task, isOff, isAlone));
  }

  /** The processor's jar has a guard of its own, which knows more. */
  private static boolean isProcessorWithinReach() {
    try {
      ClassLoader path = MissingProcessorGuard.class.getClassLoader();
      Class.forName("dev.weft.processor.WeftPlugin", false, path);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
