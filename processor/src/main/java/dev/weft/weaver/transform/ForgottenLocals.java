package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Which locals have no value any more, since an await did not keep them: a forward data flow, in
 * which an await forgets what it does not keep, and a store ends that.
 *
 * <p>Compilers name all locals that are in scope in stack map frames, dead or not. A resumed body
 * would have to make them up, so they are taken out of the frames behind awaits.
 */
final class ForgottenLocals {

  private final MethodNode method;
  private final ControlFlow flow;
  private final Map<AbstractInsnNode, BitSet> keptAt;
  private final BitSet[] forgotten; // before each node; null where no await leads to
  private final Deque<Integer> work = new ArrayDeque<>();

  /**
   * @param keptAt the awaits, with the slots that each keeps
   */
  ForgottenLocals(MethodNode method, ControlFlow flow, Map<AbstractInsnNode, BitSet> keptAt) {
    this.method = method;
    this.flow = flow;
    this.keptAt = keptAt;
    this.forgotten = new BitSet[flow.size()];
    solve();
  }

  private void solve() {
    keptAt.keySet().forEach(await -> reach(flow.node(await), new BitSet()));
    while (!work.isEmpty()) {
      propagate(work.remove());
    }
  }

  private void propagate(int node) {
    AbstractInsnNode insn = flow.insn(node);
    BitSet behind = (BitSet) forgotten[node].clone();
    if (keptAt.containsKey(insn)) {
      BitSet lost = new BitSet();
      lost.set(0, method.maxLocals);
      lost.andNot(keptAt.get(insn));
      behind.or(lost);
    }
    for (int handler : flow.handlers(node)) {
      reach(handler, behind);
    }
    if (insn instanceof VarInsnNode access && access.getOpcode() >= Opcodes.ISTORE) {
      behind.clear(access.var);
    }
    for (int successor : flow.successors(node)) {
      reach(successor, behind);
    }
  }

  private void reach(int node, BitSet more) {
    if (forgotten[node] == null) {
      forgotten[node] = (BitSet) more.clone();
      work.add(node);
      return;
    }
    int before = forgotten[node].cardinality();
    forgotten[node].or(more);
    if (forgotten[node].cardinality() > before) {
      work.add(node);
    }
  }

  void takeOutOfFrames() {
    for (AbstractInsnNode insn : method.instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local = without(before(Neighbours.nextReal(frame)), frame.local);
      }
    }
  }

  /** The slots that are forgotten before an instruction. */
  private BitSet before(AbstractInsnNode insn) {
    BitSet slots = forgotten[flow.node(insn)];
    return slots == null ? new BitSet() : slots;
  }

  /** The types before an instruction, without what is forgotten there. */
  TypeState takeOutOf(TypeState before, AbstractInsnNode insn) {
    List<Object> locals = new ArrayList<>(before.locals());
    before(insn).stream()
        .takeWhile(slot -> slot < locals.size())
        .forEach(slot -> locals.set(slot, Opcodes.TOP));
    return new TypeState(locals, before.stack());
  }

  private static List<Object> without(BitSet out, List<Object> locals) {
    List<Object> left = new ArrayList<>();
    int slot = 0;
    for (Object type : locals) {
      int size = VerificationTypes.size(type);
      for (int i = 0; i < (out.get(slot) ? size : 1); i++) {
        left.add(out.get(slot) ? Opcodes.TOP : type);
      }
      slot += size;
    }
    return left;
  }
}
