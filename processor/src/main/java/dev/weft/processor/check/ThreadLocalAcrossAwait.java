package dev.weft.processor.check;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;

/** A {@code ThreadLocal} that is set before an await and read after it. */
final class ThreadLocalAcrossAwait implements Check {

  private static final String THREAD_LOCAL = "java.lang.ThreadLocal";

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  ThreadLocalAcrossAwait(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path) {
    if (isCall(path, "get")) {
      Body body = Body.around(path);
      if (body.mayAwait(model) && isSetBeforeAnAwait(path, body)) {
        report(path);
      }
    }
  }

  /** Looks at the code before the call: whether it sets the variable, then awaits. */
  private boolean isSetBeforeAnAwait(TreePath get, Body body) {
    Element variable = receiver(get);
    List<TreePath> calls =
        OwnCode.of(body.path()).filter(p -> p.getLeaf() instanceof MethodInvocationTree).toList();
    Set<Element> set = new HashSet<>();
    boolean awaited = false;
    for (TreePath call : calls) {
      if (call.getLeaf() == get.getLeaf()) {
        return awaited;
      }
      if (isCall(call, "set") && variable.equals(receiver(call))) {
        set.add(variable);
        awaited = false;
      }
      awaited |= set.contains(variable) && model.isSuspension(call);
    }
    return false;
  }

  private boolean isCall(TreePath path, String name) {
    return ((MethodInvocationTree) path.getLeaf()).getMethodSelect()
            instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals(name)
        && receiver(path) != null
        && model.element(path, select) != null
        && model.isSubtype(model.element(path, select).getEnclosingElement(), THREAD_LOCAL);
  }

  private Element receiver(TreePath call) {
    MemberSelectTree select =
        (MemberSelectTree) ((MethodInvocationTree) call.getLeaf()).getMethodSelect();
    return model.element(new TreePath(call, select), select.getExpression());
  }

  private void report(TreePath get) {
    diagnostics.warning(
        DiagnosticId.THREAD_LOCAL_ACROSS_AWAIT,
        get,
        "a ThreadLocal is set before an await and read after it: all tasks of the loop share its"
            + " thread, and another may have set it meanwhile. Use dev.weft.ContextVar, which each"
            + " task has for itself, or a local variable.");
  }
}
