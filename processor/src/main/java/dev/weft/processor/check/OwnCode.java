package dev.weft.processor.check;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The trees of a piece of code, without those of lambdas and classes inside it. */
final class OwnCode {

  private OwnCode() {}

  /** All trees below {@code root}, in source order. */
  static Stream<TreePath> of(TreePath root) {
    var collector = new Collector();
    collector.scan(root, null);
    return collector.paths.stream();
  }

  /** All awaits and yields below {@code root}, in source order of their beginnings. */
  static Stream<TreePath> suspensions(TreePath root, AsyncModel model) {
    return of(root).filter(model::isSuspension);
  }

  private static final class Collector extends TreePathScanner<Void, Void> {

    private final List<TreePath> paths = new ArrayList<>();

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree == null || tree instanceof LambdaExpressionTree || tree instanceof ClassTree) {
        return null;
      }
      paths.add(new TreePath(getCurrentPath(), tree));
      return super.scan(tree, unused);
    }
  }
}
