package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;

/** One rule about source code. */
interface Check {

  /** The kinds of tree that the rule is about. */
  Set<Tree.Kind> kinds();

  /** Looks at a tree of one of the {@link #kinds} in attributed source, which may be erroneous. */
  void check(TreePath path);
}
