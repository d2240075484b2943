package dev.weft.processor.check;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.UnionTypeTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the checks of {@code try} statements ask. */
final class Handlers {

  private Handlers() {}

  /** The first handler of a {@code try} statement that catches one of the given classes. */
  static Optional<TreePath> first(TreePath statement, Set<String> classes, AsyncModel model) {
    return ((TryTree) statement.getLeaf())
        .getCatches().stream()
            .map(handler -> new TreePath(statement, handler))
            .filter(handler -> catches(handler, classes, model))
            .findFirst();
  }

  private static boolean catches(TreePath handler, Set<String> classes, AsyncModel model) {
    return types(handler)
        .map(type -> model.element(handler, type))
        .anyMatch(type -> type != null && classes.contains(type.toString()));
  }

  private static Stream<? extends Tree> types(TreePath handler) {
    Tree type = ((CatchTree) handler.getLeaf()).getParameter().getType();
    return type instanceof UnionTypeTree union
        ? union.getTypeAlternatives().stream()
        : Stream.of(type);
  }

  /** The block of a {@code try} statement. */
  static TreePath block(TreePath statement) {
    return new TreePath(statement, ((TryTree) statement.getLeaf()).getBlock());
  }

  /** Whether the block awaits or yields, lambdas and classes in it aside. */
  static boolean awaits(TreePath statement, AsyncModel model) {
    return OwnCode.suspensions(block(statement), model).findAny().isPresent();
  }

  /** The name of the method that is called. */
  static String name(MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        ? select.getIdentifier().toString()
        : call.getMethodSelect().toString();
  }
}
