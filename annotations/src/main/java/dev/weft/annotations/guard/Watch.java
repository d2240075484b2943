package dev.weft.annotations.guard;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.nio.file.Path;
import java.util.Optional;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;

/** Watches one compilation, and says once what becomes of its async code if no processor runs. */
final class Watch implements TaskListener {

  /*
   * Overview.
   *
   *   the first ANALYZE started   processors have started by now, or never will: it is decided what
   *                               async code would mean. One source stands for all. Classes that
   *                               others weave are claimed, before any guard looks at one.
   *   ANALYZE finished            the first async code is looked for.
   *   GENERATE started            it is reported: javac writes no class after errors, which must
   *                               not be blamed on the build.
   *
   * All state belongs to the compiler's thread.
   */

  private final JavacTask task;
  private final boolean isOff;
  private final boolean isAlone;
  private boolean hasDecided;
  private Optional<Message> message = Optional.empty(); // until there is async code to say it of
  private Optional<TreePath> asyncCode = Optional.empty(); // the first seen

  private record Message(Diagnostic.Kind kind, String text) {

    static final Message NO_PROCESSOR =
        new Message(
            Diagnostic.Kind.ERROR,
            "async code, but no Weft processor: the code would not be woven, and every await would"
                + " fail when it is reached. Put weft-processor on the processor path (Maven:"
                + " annotationProcessorPaths; Gradle: annotationProcessor; javac: -processorpath). If"
                + " the classes are woven afterwards (weft-maven-plugin, the weft command, the"
                + " agent), say so: -Xplugin:\"WeftGuard off\".");

    static Message wovenByGoal(Path pom) {
      return new Message(
          Diagnostic.Kind.NOTE,
          "async code that javac leaves unwoven: the goal weave of weft-maven-plugin in "
              + pom
              + " weaves it in the phase process-classes. 'mvn compile' ends before that: say 'mvn"
              + " process-classes'.");
    }
  }

  /**
   * @param isOff whether the user says that the classes are woven afterwards
   * @param isAlone whether there is no other guard
   */
  Watch(JavacTask task, boolean isOff, boolean isAlone) {
    this.task = task;
    this.isOff = isOff;
    this.isAlone = isAlone;
  }

  @Override
  public void started(TaskEvent event) {
    switch (event.getKind()) {
      case ANALYZE -> decide(event.getSourceFile());
      case GENERATE -> report();
      default -> {}
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

  private void decide(JavaFileObject source) {
    if (hasDecided || !Unclaimed.contains(task)) {
      return;
    }
    hasDecided = true;
    Optional<Path> weavingProject = isOff ? Optional.empty() : MavenGoal.find(source);
    if (isOff || weavingProject.isPresent()) {
      Unclaimed.remove(task);
      message = weavingProject.map(Message::wovenByGoal);
    } else if (isAlone) {
      message = Optional.of(Message.NO_PROCESSOR);
    }
  }

  private void look(TaskEvent event) {
    if (message.isPresent() && asyncCode.isEmpty() && event.getTypeElement() != null) {
      Trees trees = Trees.instance(task);
      ClassTree type = trees.getTree(event.getTypeElement());
      if (type != null) {
        asyncCode = find(new TreePath(new TreePath(event.getCompilationUnit()), type), trees);
      }
    }
  }

  /**
   * A class may be missing of which javac itself has no need, or an expression be nested too deeply
   * for us though not for javac.
   */
  private static Optional<TreePath> find(TreePath path, Trees trees) {
    try {
      return AsyncCodeSearch.findFirst(path, trees);
    } catch (RuntimeException | StackOverflowError unknowable) {
      return Optional.empty();
    }
  }

  private void report() {
    if (message.isPresent() && asyncCode.isPresent()) {
      Trees.instance(task)
          .printMessage(
              message.get().kind(),
              "[ProcessorNotRunning] " + message.get().text(),
              asyncCode.get().getLeaf(),
              asyncCode.get().getCompilationUnit());
      message = Optional.empty();
    }
  }
}
