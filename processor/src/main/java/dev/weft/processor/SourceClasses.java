package dev.weft.processor;

import com.sun.source.tree.ClassTree;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import javax.tools.JavaFileObject;

/** Finds the tree of the class that an ANALYZE event is about. */
final class SourceClasses {

  private SourceClasses() {}

  /**
   * The top-level class, or null for what has no code (modules, packages).
   *
   * <p>Sources of several classes give one event each, all with the same compilation unit. The path
   * is made here, because {@code Trees.getPath} would search the classes before it.
   */
  static TreePath find(Trees trees, TaskEvent event) {
    if (event.getTypeElement() == null || isDeclarationOnly(event.getSourceFile())) {
      return null;
    }
    ClassTree tree = trees.getTree(event.getTypeElement());
    return tree == null ? null : new TreePath(new TreePath(event.getCompilationUnit()), tree);
  }

  /** Whether a source file declares a module or a package. */
  static boolean isDeclarationOnly(JavaFileObject source) {
    return source.isNameCompatible("module-info", JavaFileObject.Kind.SOURCE)
        || source.isNameCompatible("package-info", JavaFileObject.Kind.SOURCE);
  }
}
