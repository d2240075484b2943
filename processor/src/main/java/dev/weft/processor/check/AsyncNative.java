package dev.weft.processor.check;

import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.Modifier;

/** {@code @Async} on a native method. */
final class AsyncNative implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AsyncNative(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path) {
    MethodTree method = (MethodTree) path.getLeaf();
    if (method.getModifiers().getFlags().contains(Modifier.NATIVE) && model.isAsyncMethod(path)) {
      diagnostics.error(
          DiagnosticId.ASYNC_NATIVE,
          path,
          "@Async on a native method: there is no Java body to weave. Remove @Async, and call the"
              + " native method through Weft.toThread if it blocks.");
    }
  }
}
