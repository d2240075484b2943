package dev.weft.weaver.fuzz;

import java.util.function.Predicate;

/**
 * Makes a failing program simpler as long as it fails, from the outside in: what is thrown away as
 * a whole is never looked into.
 */
final class Shrinker {

  private final Predicate<FuzzProgram> fails;
  private int attempts; // left

  /**
   * @param attempts how many programs to try at most
   */
  Shrinker(Predicate<FuzzProgram> fails, int attempts) {
    this.fails = fails;
    this.attempts = attempts;
  }

  FuzzProgram shrink(FuzzProgram failing) {
    Node before;
    Node members = failing.members();
    do {
      before = members;
      members = simplify(members, simpler -> fails(failing.with(simpler)));
    } while (!members.equals(before));
    return failing.with(members);
  }

  /** Simplifies a piece, and then its last parts first, since they may need the others. */
  private Node simplify(Node node, Predicate<Node> failsWith) {
    for (Node replacement : node.replacements()) {
      if (failsWith.test(replacement)) {
        return simplify(replacement, failsWith);
      }
    }
    Node simplified = node;
    for (int i = node.parts().size() - 1; i >= 0; i--) {
      simplified = simplifyPart(simplified, i, failsWith);
    }
    return simplified;
  }

  private Node simplifyPart(Node node, int index, Predicate<Node> failsWith) {
    Node part = node.parts().get(index);
    return node.withPart(
        index, simplify(part, simpler -> failsWith.test(node.withPart(index, simpler))));
  }

  private boolean fails(FuzzProgram program) {
    return attempts-- > 0 && fails.test(program);
  }
}
