package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.element.Element;

/** {@code Await::of} or {@code Yield::of}: the call would stand in code that cannot be woven. */
final class AwaitMethodReference implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AwaitMethodReference(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.MEMBER_REFERENCE);
  }

  @Override
  public void check(TreePath path) {
    if (model.isSuspensionReference(path)) {
      String name = name(path);
      diagnostics.error(
          DiagnosticId.AWAIT_METHOD_REFERENCE,
          path,
          name
              + " as a method reference: whoever calls it is not async and cannot be suspended. "
              + (name.equals("yield")
                  ? "Yield in a loop."
                  : "Await in a loop, or pass all of them to Weft.gather and await that."));
    }
  }

  /** Of the class: "await" or "yield". */
  private String name(TreePath reference) {
    Element type = model.element(reference).getEnclosingElement();
    return type.getSimpleName().toString().toLowerCase(Locale.ROOT);
  }
}
