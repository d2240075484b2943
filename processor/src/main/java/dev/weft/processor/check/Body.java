package dev.weft.processor.check;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.type.TypeMirror;

/**
 * The innermost code around a tree: what would have to be async for an await there.
 *
 * @param kind what sort of code it is
 * @param path the method, the lambda, the initialiser block or the field
 */
record Body(Kind kind, TreePath path) {

  enum Kind {
    METHOD,
    CONSTRUCTOR,
    LAMBDA,
    INITIALISER,
    FIELD
  }

  /** Finds the body around a tree that stands in code. */
  static Body around(TreePath tree) {
    TreePath path = tree;
    for (TreePath parent = tree.getParentPath(); ; path = parent, parent = parent.getParentPath()) {
      if (parent.getLeaf() instanceof LambdaExpressionTree) {
        return new Body(Kind.LAMBDA, parent);
      }
      if (parent.getLeaf() instanceof MethodTree method) {
        return new Body(method.getReturnType() == null ? Kind.CONSTRUCTOR : Kind.METHOD, parent);
      }
      if (parent.getLeaf() instanceof ClassTree) {
        return new Body(path.getLeaf() instanceof BlockTree ? Kind.INITIALISER : Kind.FIELD, path);
      }
    }
  }

  /** Whether an await may stand here, synchronization aside. */
  boolean mayAwait(AsyncModel model) {
    return switch (kind) {
      case METHOD -> model.isAsyncMethod(path);
      case LAMBDA -> model.isAsyncTypedLambda(path);
      case CONSTRUCTOR, INITIALISER, FIELD -> false;
    };
  }

  /** Whether it is async: whether it will be woven. */
  boolean isAsync(AsyncModel model) {
    return switch (kind) {
      case METHOD -> model.isWovenMethod(path);
      case LAMBDA ->
          model.isWeftLambda(path)
              || model.isAsyncTypedLambda(path)
                  && OwnCode.suspensions(path, model).findAny().isPresent();
      case CONSTRUCTOR, INITIALISER, FIELD -> false;
    };
  }

  /** What its return type is, or null where it has none or the source is erroneous. */
  TypeMirror result(AsyncModel model) {
    return switch (kind) {
      case METHOD -> model.type(path, ((MethodTree) path.getLeaf()).getReturnType());
      case LAMBDA -> model.functionResult(path);
      case CONSTRUCTOR, INITIALISER, FIELD -> null;
    };
  }

  /** The trees from one in the body up to the body itself, that one excluded. */
  Stream<TreePath> pathsTo(TreePath tree) {
    return Stream.iterate(tree, p -> p.getLeaf() != path.getLeaf(), TreePath::getParentPath);
  }

  /** Whether this is a method of an anonymous class. */
  boolean isInAnonymousClass(AsyncModel model) {
    Element type = model.element(path.getParentPath());
    return type != null
        && type.getKind() == ElementKind.CLASS
        && type.getSimpleName().length() == 0;
  }
}
