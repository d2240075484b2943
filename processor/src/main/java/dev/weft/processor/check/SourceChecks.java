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

  // Not exported by its module.
  private static final String COMPLETION_FAILURE =
      "com.sun.tools.javac.code.Symbol$CompletionFailure";

  private final Map<Tree.Kind, List<Check>> checksByKind = new EnumMap<>(Tree.Kind.class);

  /**
   * @param model the compilation whose sources are checked
   * @param diagnostics where the findings go
   */
  public SourceChecks(AsyncModel model, Diagnostics diagnostics) {
    var foreignAsync = new ForeignAsync(model, diagnostics);
    add(new AwaitOutsideAsync(model, diagnostics, foreignAsync));
    add(new AwaitMethodReference(model, diagnostics));
    add(new AsyncInSynchronized(model, diagnostics));
    add(new AsyncReturnType(model, diagnostics));
    add(new AsyncNative(model, diagnostics));
    add(new YieldInGenerator(model, diagnostics, foreignAsync));
    add(new CoroutineNeverAwaited(model, diagnostics));
    add(new CoroutineAsValue(model, diagnostics));
    add(new BlockingCall(model, diagnostics));
    add(new UnawaitedReturnInTry(model, diagnostics));
    add(new NullReturned(model, diagnostics));
    add(new LockAcrossAwait(model, diagnostics));
    add(new CancellationSwallowed(model, diagnostics));
    add(new WrapperCaught(model, diagnostics));
    add(new ThreadLocalAcrossAwait(model, diagnostics));
    add(new AsyncNeverAwaits(model, diagnostics));
    add(new FacadeOnLocalClass(model, diagnostics));
    add(new UnknownTag(diagnostics));
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

  /**
   * A check may look at a class that is missing from the class path and that javac has no need of:
   * then there is nothing to say.
   */
  private static void apply(Check check, TreePath path) {
    try {
      check.check(path);
    } catch (RuntimeException e) {
      if (!e.getClass().getName().equals(COMPLETION_FAILURE)) {
        throw e;
      }
    }
  }

  private final class Walk extends TreePathScanner<Void, Void> {

    @Override
    public Void scan(Tree tree, Void unused) {
      if (tree != null) {
        List<Check> checks = checksByKind.get(tree.getKind());
        if (checks != null) {
          TreePath path = new TreePath(getCurrentPath(), tree);
          checks.forEach(check -> apply(check, path));
        }
      }
      return super.scan(tree, unused);
    }
  }
}
