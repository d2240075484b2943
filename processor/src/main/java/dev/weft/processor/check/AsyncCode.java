package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.Optional;

/** Finds out whether a class has anything to weave. */
public final class AsyncCode {

  private final AsyncModel model;

  public AsyncCode(AsyncModel model) {
    this.model = model;
  }

  /**
   * Finds the first await, {@code @Async} method with a body, or lambda of one of Weft's interfaces
   * in a top-level class or what is nested in it.
   */
  public Optional<TreePath> findFirst(TreePath topLevelClass) {
    var search = new Search();
    search.scan(topLevelClass, null);
    return Optional.ofNullable(search.found);
  }

  private final class Search extends TreePathScanner<Void, Void> {

    private TreePath found;

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree == null || found != null) {
        return null;
      }
      TreePath path = new TreePath(getCurrentPath(), tree);
      if (isAsync(path)) {
        found = path;
        return null;
      }
      return super.scan(tree, unused);
    }
  }

  private boolean isAsync(TreePath path) {
    return switch (path.getLeaf().getKind()) {
      case METHOD -> model.isWovenMethod(path);
      case METHOD_INVOCATION -> model.isSuspension(path);
      case LAMBDA_EXPRESSION -> model.isWeftLambda(path);
      default -> false;
    };
  }
}
