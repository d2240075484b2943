package dev.weft.processor.check;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** A handler of {@code CompletionException} around nothing that throws one: awaits unwrap it. */
final class WrapperCaught implements Check {

  private static final Set<String> WRAPPER = Set.of("java.util.concurrent.CompletionException");
  private static final Set<String> WRAPPING = Set.of("join", "getNow", "get", "resultNow");

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  WrapperCaught(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.TRY);
  }

  @Override
  public void check(TreePath path) {
    Handlers.first(path, WRAPPER, model)
        .filter(handler -> Handlers.awaits(path, model) && !mayWrap(path))
        .ifPresent(this::report);
  }

  private static boolean mayWrap(TreePath statement) {
    return OwnCode.of(Handlers.block(statement))
        .anyMatch(
            path ->
                path.getLeaf() instanceof MethodInvocationTree call
                    && WRAPPING.contains(Handlers.name(call)));
  }

  private void report(TreePath handler) {
    diagnostics.warning(
        DiagnosticId.WRAPPER_CAUGHT,
        handler,
        "catch of CompletionException around an await: an await throws the failure itself, which"
            + " join() would have wrapped. Catch that; Await.of(stage, IOException.class), say,"
            + " lets a checked one be caught.");
  }
}
