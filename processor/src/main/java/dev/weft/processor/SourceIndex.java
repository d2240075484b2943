package dev.weft.processor;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import dev.weft.processor.check.AsyncModel;
import dev.weft.weaver.WeaveProblem;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/**
 * Remembers where the code of a nest stands.
 *
 * <p>The weaver runs when javac has emptied the trees, and knows only methods and lines; trees
 * remembered from before still give exact positions.
 */
final class SourceIndex {

  private final Trees trees;
  private final Elements elements;
  private final AsyncModel model;
  private final TreePath nest;
  private final Map<String, ClassSource> classesByInternalName = new HashMap<>();

  /** An index that knows the place of a top-level class, and until it is filled nothing more. */
  SourceIndex(Trees trees, Elements elements, AsyncModel model, TreePath topLevelClass) {
    this.trees = trees;
    this.elements = elements;
    this.model = model;
    this.nest = topLevelClass;
  }

  /** Indexes the top-level class and all that is nested in it. */
  void fill() {
    new Indexer().index(nest);
  }

  /** The top-level class. */
  TreePath declaration() {
    return nest;
  }

  /**
   * The best place for a message about {@code problem}: an await, a statement, a method, a class.
   */
  TreePath find(WeaveProblem problem) {
    ClassSource source = classesByInternalName.get(problem.className());
    return source == null ? nest : source.find(problem);
  }

  /** The places in one class, without those of classes inside it. */
  private static final class ClassSource {

    private final TreePath declaration;
    private final Map<String, TreePath> methods = new HashMap<>();
    private final NavigableMap<Long, TreePath> lines = new TreeMap<>();

    ClassSource(TreePath declaration) {
      this.declaration = declaration;
    }

    /** A statement may begin on an earlier line than the code in question. */
    TreePath find(WeaveProblem problem) {
      var line = lines.floorEntry((long) problem.line());
      return line != null ? line.getValue() : methods.getOrDefault(problem.method(), declaration);
    }
  }

  private final class Indexer extends TreePathScanner<Void, ClassSource> {

    void index(TreePath topLevelClass) {
      scan(topLevelClass, enter(topLevelClass));
    }

    private ClassSource enter(TreePath declaration) {
      var source = new ClassSource(declaration);
      if (trees.getElement(declaration) instanceof TypeElement type) {
        classesByInternalName.put(ClassNames.internalName(elements, type), source);
      }
      return source;
    }

    @Override
    public Void scan(Tree tree, ClassSource source) {
      if (tree instanceof ClassTree) {
        return super.scan(tree, enter(new TreePath(getCurrentPath(), tree)));
      }
      if (tree instanceof StatementTree && !(tree instanceof BlockTree)) {
        TreePath path = new TreePath(getCurrentPath(), tree);
        line(tree).ifPresent(line -> source.lines.putIfAbsent(line, path));
      }
      return super.scan(tree, source);
    }

    @Override
    public Void visitMethod(MethodTree method, ClassSource source) {
      source.methods.putIfAbsent(method.getName().toString(), getCurrentPath());
      line(method).ifPresent(line -> source.lines.put(line, getCurrentPath()));
      return super.visitMethod(method, source);
    }

    @Override
    public Void visitMethodInvocation(MethodInvocationTree call, ClassSource source) {
      if (model.isSuspension(getCurrentPath())) {
        line(call).ifPresent(line -> source.lines.put(line, getCurrentPath()));
      }
      return super.visitMethodInvocation(call, source);
    }

    /** Empty for code that another processor made up, and for all under {@code -g:none}. */
    private OptionalLong line(Tree tree) {
      var unit = getCurrentPath().getCompilationUnit();
      LineMap lines = unit.getLineMap();
      long start = trees.getSourcePositions().getStartPosition(unit, tree);
      return lines == null || start == Diagnostic.NOPOS
          ? OptionalLong.empty()
          : OptionalLong.of(lines.getLineNumber(start));
    }
  }
}
