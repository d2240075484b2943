package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** {@code @Async} on a constructor; javac refuses it too, without saying what to do instead. */
final class AsyncOnConstructor implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AsyncOnConstructor(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path) {
    if (((MethodTree) path.getLeaf()).getReturnType() == null && model.isAsyncMethod(path)) {
      diagnostics.error(
          DiagnosticId.ASYNC_ON_CONSTRUCTOR,
          path,
          "@Async on a constructor: an object exists when its constructor returns, which leaves no"
              + " time to wait. Await in a static @Async method that then calls the constructor.");
    }
  }
}
