package dev.weft.weaver.fuzz;

import java.util.List;
import java.util.function.Predicate;

/** Makes a failing program smaller, step by step, as long as it fails. */
final class Shrinker {

  private final Predicate<FuzzProgram> fails;
  private int attempts;

  /**
   * @param attempts how many programs to try at most
   */
  Shrinker(Predicate<FuzzProgram> fails, int attempts) {
    this.fails = fails;
    this.attempts = attempts;
  }

  FuzzProgram shrink(FuzzProgram failing) {
    FuzzProgram current = failing;
    int tried = 0; // places that cannot be made smaller, as far as we know
    boolean shrunk = false;
    while (attempts-- > 0) {
      List<Node> smaller = current.members().smaller();
      if (tried >= smaller.size()) {
        if (!shrunk) {
          return current;
        }
        tried = 0;
        shrunk = false;
        continue;
      }
      FuzzProgram candidate = current.with(smaller.get(tried));
      if (fails.test(candidate)) {
        current = candidate;
        shrunk = true;
      } else {
        tried++;
      }
    }
    return current;
  }
}
