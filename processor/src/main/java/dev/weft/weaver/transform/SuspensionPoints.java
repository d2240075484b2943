package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Loops;
import dev.weft.weaver.analysis.Monitors;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.analysis.StraySuspensions;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Where a body suspends: at its awaits, at its yields, and where it returns what is still to be
 * awaited; and through the headers of which loops a resume gets there.
 */
final class SuspensionPoints {

  private final PreparedMethod prepared;
  private final MethodNode body;
  private final ControlFlow flow;
  private final Map<AbstractInsnNode, List<AbstractInsnNode>> headers = new LinkedHashMap<>();

  private SuspensionPoints(PreparedMethod prepared) {
    this.prepared = prepared;
    this.body = prepared.body();
    this.flow = new ControlFlow(body);
  }

  /** Those of a body as it is now. */
  static SuspensionPoints of(PreparedMethod prepared) {
    SuspensionPoints points = new SuspensionPoints(prepared);
    points.find();
    return points;
  }

  private void find() {
    Loops loops = new Loops(flow);
    Set<AbstractInsnNode> handlers = new HashSet<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      handlers.add(Neighbours.nextReal(block.handler));
    }
    for (AbstractInsnNode insn : body.instructions) {
      if (isReturn(insn)) {
        headers.put(insn, List.of()); // nothing of the method runs after it
      } else if (AwaitCalls.isAwait(insn) || isYield(insn)) {
        headers.put(insn, headersAround(insn, loops, handlers));
      }
    }
  }

  private boolean isReturn(AbstractInsnNode insn) {
    return insn.getOpcode() == Opcodes.ARETURN && !prepared.valueReturns().contains(insn);
  }

  private boolean isYield(AbstractInsnNode insn) {
    if (!AwaitCalls.isYield(insn)) {
      return false;
    }
    if (prepared.async().kind() != AsyncKind.GENERATOR) {
      throw StraySuspensions.yieldOutsideGenerator(Neighbours.lineOf(insn));
    }
    return true;
  }

  /**
   * A loop whose header is an exception handler is not entered through its header: the exception on
   * the stack cannot be made up. Such a loop, which javac does not produce around an await, becomes
   * irreducible but stays correct.
   */
  private static List<AbstractInsnNode> headersAround(
      AbstractInsnNode insn, Loops loops, Set<AbstractInsnNode> handlers) {
    return loops.headersAround(insn).stream().filter(h -> !handlers.contains(h)).toList();
  }

  /** All of them, in the order of the code. */
  List<AbstractInsnNode> all() {
    return List.copyOf(headers.keySet());
  }

  /** The headers of the loops around one of them that a resume goes through, outermost first. */
  List<AbstractInsnNode> headersAround(AbstractInsnNode point) {
    return headers.get(point);
  }

  /** All of them, and all headers. */
  Set<AbstractInsnNode> withHeaders() {
    Set<AbstractInsnNode> all = new HashSet<>(headers.keySet());
    headers.values().forEach(all::addAll);
    return all;
  }

  /** Whether one of them stands in a try. */
  boolean isGuarded(AbstractInsnNode point) {
    return flow.handlers(flow.node(point)).length > 0;
  }

  ControlFlow flow() {
    return flow;
  }

  /** Throws a {@link Refusal} if the method holds a monitor where it suspends. */
  void refuseHeldMonitors() {
    if ((body.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      throw inSynchronized(
          "a synchronized async method",
          headers.isEmpty() ? body.instructions.getLast() : all().get(0));
    }
    Monitors monitors = new Monitors(flow);
    for (AbstractInsnNode point : headers.keySet()) {
      if (monitors.isHeldAt(point)) {
        throw inSynchronized("await inside a synchronized block", point);
      }
    }
  }

  private static Refusal inSynchronized(String fact, AbstractInsnNode at) {
    return new Refusal(
        "AsyncInSynchronized",
        Neighbours.lineOf(at),
        fact
            + ": a monitor belongs to a thread, a task does not. Use dev.weft.sync.AsyncLock,"
            + " or move the await out.");
  }
}
