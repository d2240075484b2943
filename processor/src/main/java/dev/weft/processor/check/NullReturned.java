package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.type.TypeMirror;

/** {@code return null} or {@code () -> null} in async code: whoever awaits the result fails. */
final class NullReturned implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  NullReturned(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.RETURN, Tree.Kind.LAMBDA_EXPRESSION);
  }

  @Override
  public void check(TreePath path) {
    ReturnedValue.of(model, path)
        .nulls()
        .filter(value -> Body.around(value).isAsync(model))
        .findFirst()
        .ifPresent(this::report);
  }

  private void report(TreePath value) {
    diagnostics.warning(
        DiagnosticId.NULL_RETURNED,
        value,
        "null is returned in async code, where an async value must be: whoever awaits the"
            + " result gets an exception. Return "
            + remedy(Body.around(value).result(model)));
  }

  private String remedy(TypeMirror result) {
    if (model.isCoroutine(result)) {
      return "Coroutine.done() where there is no value, and wrap a null that is one:"
          + " Coroutine.of((T) null).";
    }
    return model.isGenerator(result)
        ? "AsyncGenerator.end()."
        : "CompletableFuture.completedFuture(null).";
  }
}
