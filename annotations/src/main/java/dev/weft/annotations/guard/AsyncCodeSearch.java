package dev.weft.annotations.guard;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.weft.annotations.Async;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/** Looks for code that cannot do without being woven: an await, or an async method with a body. */
final class AsyncCodeSearch extends TreePathScanner<Void, Void> {

  private static final Set<String> SUSPENDING = Set.of("dev.weft.Await", "dev.weft.Yield");

  private final Trees trees;
  private TreePath found; // null until there is one

  private AsyncCodeSearch(Trees trees) {
    this.trees = trees;
  }

  static Optional<TreePath> findFirst(TreePath root, Trees trees) {
    var search = new AsyncCodeSearch(trees);
    search.scan(root, null);
    return Optional.ofNullable(search.found);
  }

  @Override
  public Void visitMethod(MethodTree method, Void unused) {
    Element element = trees.getElement(getCurrentPath());
    if (method.getBody() != null && element != null && element.getAnnotation(Async.class) != null) {
      add(getCurrentPath());
    }
    return super.visitMethod(method, null);
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    Element method = trees.getElement(new TreePath(getCurrentPath(), call.getMethodSelect()));
    if (method != null
        && method.getEnclosingElement() instanceof TypeElement owner
        && SUSPENDING.contains(owner.getQualifiedName().toString())) {
      add(getCurrentPath());
    }
    return super.visitMethodInvocation(call, null);
  }

  private void add(TreePath path) {
    found = found == null ? path : found;
  }
}
