package dev.weft.processor;

import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.weft.processor.check.AsyncCode;
import dev.weft.processor.check.AsyncModel;
import dev.weft.processor.check.DiagnosticId;
import javax.tools.Diagnostic;

/**
 * Fails a compilation that has async code but no Weft processor to weave it.
 *
 * <p>It speaks up once: the build is wrong, not each of its classes. And it waits until javac is
 * about to write the class: javac also starts no processor when there are errors early on, which
 * must not be blamed on the build; but then it never writes a class.
 */
final class ProcessorGuard implements TaskListener {

  private final JavacTask task;
  // The compiler's thread only:
  private TreePath asyncCode; // the first seen, or null
  private boolean hasReported;

  ProcessorGuard(JavacTask task) {
    this.task = task;
  }

  @Override
  public void started(TaskEvent event) {
    if (event.getKind() == TaskEvent.Kind.GENERATE && asyncCode != null && !hasReported) {
      hasReported = true;
      report();
    }
  }

  @Override
  public void finished(TaskEvent event) {
    switch (event.getKind()) {
      case ANALYZE -> look(event);
      case COMPILATION -> Handover.claim(task);
      default -> {}
    }
  }

  private void look(TaskEvent event) {
    if (asyncCode != null || !Handover.isUnclaimed(task)) {
      return;
    }
    Trees trees = Trees.instance(task);
    TreePath path = SourceClasses.find(trees, event);
    if (path != null) {
      var model = new AsyncModel(trees, task.getElements(), task.getTypes());
      asyncCode = find(path, new AsyncCode(model));
    }
  }

  /** An expression may be nested too deeply to be looked at, but not too deeply for javac. */
  private static TreePath find(TreePath path, AsyncCode search) {
    try {
      return search.findFirst(path).orElse(null);
    } catch (StackOverflowError unknowable) {
      return null;
    }
  }

  private void report() {
    Trees.instance(task)
        .printMessage(
            Diagnostic.Kind.ERROR,
            "["
                + DiagnosticId.PROCESSOR_NOT_RUNNING.tag()
                + "] async code, but the Weft processor did not run: the code would not be woven, and"
                + " every await would fail when it is reached. Put weft-processor on the processor path"
                + " (Maven: annotationProcessorPaths; Gradle: annotationProcessor; javac:"
                + " -processorpath), before any processor that claims all annotations; remove"
                + " -proc:none; where -processor lists processors, add"
                + " dev.weft.processor.AsyncProcessor and dev.weft.processor.ClaimingProcessor.",
            asyncCode.getLeaf(),
            asyncCode.getCompilationUnit());
  }
}
