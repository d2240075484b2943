package dev.weft.weaver.fuzz;

/** Names that no two declarations of a program share. */
final class Names {

  private int count;

  String next(String prefix) {
    return prefix + count++;
  }
}
