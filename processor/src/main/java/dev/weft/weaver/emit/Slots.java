package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.transform.MethodPlan;

/**
 * The local variable slots of a body. The user's variables keep theirs; the weaver's four lie
 * behind them.
 *
 * @param arrival where the first of the body's own parameters arrives
 * @param base the first of the weaver's variables
 */
record Slots(int arrival, int base) {

  /** How many of the weaver's variables are parameters: driver, depth, frame. */
  static final int PARAMETERS = 3;

  private static final int VARIABLES = 4;

  static Slots of(MethodPlan plan) {
    AsyncMethod async = plan.async();
    int receiver = async.isStatic() ? 0 : 1;
    int arrival = async.hasParametersInFrame() ? receiver : async.parameterSlots();
    return new Slots(arrival, Math.max(async.parameterSlots(), plan.body().maxLocals));
  }

  /** The driver of this step. */
  int driver() {
    return base;
  }

  /** How many coroutines may still run nested. */
  int depth() {
    return base + 1;
  }

  /** The frame, null until the first suspension. */
  int frame() {
    return base + 2;
  }

  /** 0 while the body runs; the await to go to while it resumes or suspends. */
  int state() {
    return base + 3;
  }

  /** A slot for a moment's use. */
  int temporary() {
    return base + VARIABLES;
  }
}
