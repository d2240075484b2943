package dev.weft.processor.check;

import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Arrays;
import javax.annotation.processing.Messager;
import javax.lang.model.element.Element;
import javax.tools.Diagnostic.Kind;

/**
 * Prints errors and warnings, each led by its tag: {@code [AsyncReturnType] fact: reason. Remedy.}
 *
 * <p>{@code @SuppressWarnings("weft:Tag")}, on any declaration around the place, silences a
 * warning.
 */
public final class Diagnostics {

  private final Trees trees;
  private final Messager messager;
  private final Kind warningKind;

  /**
   * @param warningsAreErrors what {@code -Aweft.werror} asks for
   */
  public Diagnostics(Trees trees, Messager messager, boolean warningsAreErrors) {
    this.trees = trees;
    this.messager = messager;
    this.warningKind = warningsAreErrors ? Kind.ERROR : Kind.WARNING;
  }

  /** Prints an error at a tree. */
  public void error(DiagnosticId id, TreePath at, String message) {
    error(id.tag(), at, message);
  }

  /** Prints an error of the weaver at a tree. */
  public void error(String tag, TreePath at, String message) {
    print(Kind.ERROR, tag, at, message);
  }

  /** Prints an error that no source line is to blame for. */
  public void error(DiagnosticId id, String message) {
    messager.printMessage(Kind.ERROR, tagged(id.tag(), message));
  }

  /** Prints a warning at a tree, unless it is suppressed there. */
  public void warning(DiagnosticId id, TreePath at, String message) {
    warning(id.tag(), at, message);
  }

  /** Prints a warning of the weaver at a tree, unless it is suppressed there. */
  public void warning(String tag, TreePath at, String message) {
    if (!isSuppressed(tag, at)) {
      print(warningKind, tag, at, message);
    }
  }

  private void print(Kind kind, String tag, TreePath at, String message) {
    trees.printMessage(kind, tagged(tag, message), at.getLeaf(), at.getCompilationUnit());
  }

  private static String tagged(String tag, String message) {
    return "[" + tag + "] " + message;
  }

  private boolean isSuppressed(String tag, TreePath at) {
    String key = "weft:" + tag;
    for (TreePath path = at; path != null; path = path.getParentPath()) {
      if (declares(path) && suppresses(trees.getElement(path), key)) {
        return true;
      }
    }
    return false;
  }

  private static boolean declares(TreePath path) {
    return switch (path.getLeaf().getKind()) {
      case CLASS, INTERFACE, ENUM, RECORD, METHOD, VARIABLE -> true;
      default -> false;
    };
  }

  private static boolean suppresses(Element declaration, String key) {
    if (declaration == null) {
      return false;
    }
    SuppressWarnings suppressed = declaration.getAnnotation(SuppressWarnings.class);
    return suppressed != null && Arrays.asList(suppressed.value()).contains(key);
  }
}
