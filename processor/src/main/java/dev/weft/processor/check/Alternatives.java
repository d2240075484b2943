package dev.weft.processor.check;

import com.sun.source.tree.CaseTree;
import com.sun.source.tree.ConditionalExpressionTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.SwitchExpressionTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.tree.YieldTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The expressions of which one gives the value of another. */
final class Alternatives {

  private Alternatives() {}

  /** Looks into parentheses, casts, conditional and switch expressions. */
  static Stream<TreePath> of(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parenthesized) {
      return of(new TreePath(path, parenthesized.getExpression()));
    }
    if (tree instanceof TypeCastTree cast) {
      return of(new TreePath(path, cast.getExpression()));
    }
    if (tree instanceof ConditionalExpressionTree conditional) {
      return Stream.of(conditional.getTrueExpression(), conditional.getFalseExpression())
          .flatMap(branch -> of(new TreePath(path, branch)));
    }
    if (tree instanceof SwitchExpressionTree expression) {
      var results = new SwitchResults(expression);
      results.scan(path, null);
      return results.found.stream().flatMap(Alternatives::of);
    }
    return Stream.of(path);
  }

  /** Finds what the cases of one switch give, without those of switches inside it. */
  private static final class SwitchResults extends TreePathScanner<Void, Void> {

    private final SwitchExpressionTree expression;
    private final List<TreePath> found = new ArrayList<>();

    SwitchResults(SwitchExpressionTree expression) {
      this.expression = expression;
    }

    @Override
    public Void visitSwitchExpression(SwitchExpressionTree other, Void unused) {
      return other == expression ? scan(other.getCases(), null) : null;
    }

    @Override
    public Void visitCase(CaseTree switchCase, Void unused) {
      if (switchCase.getBody() instanceof ExpressionTree value) {
        found.add(new TreePath(getCurrentPath(), value));
        return null;
      }
      return super.visitCase(switchCase, null);
    }

    @Override
    public Void visitYield(YieldTree yield, Void unused) {
      found.add(new TreePath(getCurrentPath(), yield.getValue()));
      return null;
    }
  }
}
