package dev.weft.weaver.harness;

/** When and where the futures complete that a program awaits. */
public enum Completion {
  /** Before they are awaited: nothing suspends. */
  READY,

  /** In a later pass of the loop. */
  ON_LOOP,

  /** Some at once, some in a later pass of the loop; the same ones in each run. */
  MIXED,

  /** On another thread. */
  ON_THREAD,

  /** On another thread, and there is no loop: methods that return stages resume there. */
  WITHOUT_LOOP
}
