package dev.weft.annotations.guard;

import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/**
 * Fails a compilation that has async code where no weft-processor is within javac's reach.
 *
 * <p>It stands in the jar of the annotations, which whoever uses Weft has on the class path; there
 * javac looks for plugins, and starts this one unasked, unless it is given a processor path.
 *
 * <p>Classes may be woven afterwards: by a Maven goal, which it finds out, or by others, of which
 * {@code -Xplugin:"WeftGuard off"} tells it. Then nobody complains, the guard in the processor's
 * jar included.
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
    task.addTaskListener(new Excuse(task, isOff ? source -> true : MavenGoal::weaves));
    if (!isOff && !isProcessorWithinReach()) {
      Unclaimed.add(task);
      task.addTaskListener(new Listener(task));
    }
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

  /** Claims a compilation whose classes are woven afterwards, before any guard looks at one. */
  private static final class Excuse implements TaskListener {

    private final JavacTask task;
    private final Predicate<JavaFileObject> wovenAfterwards;
    private boolean hasAsked; // the compiler's thread only; one source stands for all

    Excuse(JavacTask task, Predicate<JavaFileObject> wovenAfterwards) {
      this.task = task;
      this.wovenAfterwards = wovenAfterwards;
    }

    @Override
    public void started(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.ANALYZE && !hasAsked && Unclaimed.contains(task)) {
        hasAsked = true;
        if (wovenAfterwards.test(event.getSourceFile())) {
          Unclaimed.remove(task);
        }
      }
    }
  }

  /**
   * Waits until javac is about to write the class: after errors it never does, and they must not be
   * blamed on the build. It speaks up once: the build is wrong, not each of its classes.
   */
  private static final class Listener implements TaskListener {

    private final JavacTask task;
    // The compiler's thread only:
    private Optional<TreePath> asyncCode = Optional.empty(); // the first seen
    private boolean hasReported;

    Listener(JavacTask task) {
      this.task = task;
    }

    @Override
    public void started(TaskEvent event) {
      if (event.getKind() == TaskEvent.Kind.GENERATE && asyncCode.isPresent() && !hasReported) {
        hasReported = true;
        report(asyncCode.get());
      }
    }

    @Override
    public void finished(TaskEvent event) {
      switch (event.getKind()) {
        case ANALYZE -> look(event);
        case COMPILATION -> Unclaimed.remove(task);
        default -> {}
      }
    }

    private void look(TaskEvent event) {
      if (asyncCode.isEmpty() && event.getTypeElement() != null && Unclaimed.contains(task)) {
        Trees trees = Trees.instance(task);
        TreePath path = trees.getPath(event.getTypeElement());
        asyncCode = path == null ? Optional.empty() : find(path, trees);
      }
    }

    /** A class may be missing of which javac itself has no need. */
    private static Optional<TreePath> find(TreePath path, Trees trees) {
      try {
        return AsyncCodeSearch.findFirst(path, trees);
      } catch (RuntimeException unknowable) {
        return Optional.empty();
      }
    }

    private void report(TreePath path) {
      Trees.instance(task)
          .printMessage(
              Diagnostic.Kind.ERROR,
              "[ProcessorNotRunning] async code, but no Weft processor: the code would not be woven,"
                  + " and every await would fail when it is reached. Put weft-processor on the"
                  + " processor path (Maven: annotationProcessorPaths; Gradle: annotationProcessor;"
                  + " javac: -processorpath). If the classes are woven afterwards"
                  + " (weft-maven-plugin, the weft command, the agent), say so:"
                  + " -Xplugin:\"WeftGuard off\".",
              path.getLeaf(),
              path.getCompilationUnit());
    }
  }
}
