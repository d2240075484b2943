package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Applies all checks to a class in one walk. */
public final class SourceChecks {

  private final Map<Tree.Kind, List<Check>> checksByKind = new EnumMap<>(Tree.Kind.class);

  /**
   * @param model the compilation whose sources are checked
   * @param diagnostics where the findings go
   */
  public SourceChecks(AsyncModel model, Diagnostics diagnostics) {
    add(new AwaitOutsideAsync(model, diagnostics));
    add(new AwaitMethodReference(model, diagnostics));
    add(new AsyncInSynchronized(model, diagnostics));
    add(new AsyncReturnType(model, diagnostics));
    add(new AsyncOnConstructor(model, diagnostics));
    add(new AsyncOnNative(model, diagnostics));
  }

  private void add(Check check) {
    for (Tree.Kind kind : check.kinds()) {
      checksByKind.computeIfAbsent(kind, k -> new ArrayList<>()).add(check);
    }
  }

  /** Checks a top-level class with all that is nested in it. */
  public void check(TreePath topLevelClass) {
    new Walk().scan(topLevelClass, null);
  }

  private final class Walk extends TreePathScanner<Void, Void> {

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree != null) {
        List<Check> checks = checksByKind.get(tree.getKind());
        if (checks != null) {
          TreePath path = new TreePath(getCurrentPath(), tree);
          checks.forEach(check -> check.check(path));
        }
      }
      return super.scan(tree, unused);
    }
  }
}
