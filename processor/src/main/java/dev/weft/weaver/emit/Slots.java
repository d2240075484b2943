package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;

/**
 * The local variable slots of a body: receiver and arguments as in the user's method, then four of
 * the weaver's, then the user's other variables, moved up by four.
 */
record Slots(int parameters) {

  private static final int LINKAGE = 4;

  static Slots of(AsyncMethod async) {
    return new Slots(async.parameterSlots());
  }

  /** The driver of this step; a parameter. */
  int driver() {
    return parameters;
  }

  /** How many coroutines may still run nested; a parameter. */
  int depth() {
    return parameters + 1;
  }

  /** The frame, null until the first suspension; a parameter. */
  int frame() {
    return parameters + 2;
  }

  /** 0 while the body runs; the await to go to while it resumes or suspends. */
  int state() {
    return parameters + 3;
  }

  /** Where a slot of the user's method is in the body. */
  int moved(int slot) {
    return slot < parameters ? slot : slot + LINKAGE;
  }
}
