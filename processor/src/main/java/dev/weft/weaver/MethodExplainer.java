package dev.weft.weaver;

import dev.weft.weaver.MethodExplanation.Kept;
import dev.weft.weaver.MethodExplanation.State;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.emit.BodyEmitter;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Suspension;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Says in words what a plan decided, and why. */
final class MethodExplainer {

  private final MethodPlan plan;
  private final ControlFlow flow;

  private MethodExplainer(MethodPlan plan) {
    this.plan = plan;
    this.flow = new ControlFlow(plan.body());
  }

  static MethodExplanation explain(MethodPlan plan) {
    List<State> states = new MethodExplainer(plan).states(); // before the body is emitted from it
    AsyncMethod async = plan.async();
    return new MethodExplanation(
        async.owner().name,
        async.method().name,
        async.method().desc,
        async.frameClass(),
        plan.layout().fields().size(),
        CodeSize.of(async.method()),
        CodeSize.of(BodyEmitter.emit(plan)),
        states);
  }

  private List<State> states() {
    return plan.suspensions().stream()
        .map(s -> new State(s.state(), s.line(), awaited(s), kept(s)))
        .toList();
  }

  private static String awaited(Suspension suspension) {
    if (suspension.isYield()) {
      return "the consumer, to take the value";
    }
    if (suspension.target().isPresent()) {
      AsyncMethod target = suspension.target().get();
      return call(target.owner().name, target.method().name) + ", whose body is called directly";
    }
    String awaited =
        Neighbours.previousOnEveryPath(suspension.insn()) instanceof MethodInsnNode call
            ? call(call.owner, call.name)
            : "a value";
    return suspension.isReturn() ? awaited + ", which is returned" : awaited;
  }

  private static String call(String owner, String method) {
    return owner.substring(owner.lastIndexOf('/') + 1) + "." + method;
  }

  private List<Kept> kept(Suspension suspension) {
    List<Kept> kept = new ArrayList<>();
    if (!plan.async().isStatic() && !suspension.isReturn()) {
      kept.add(new Kept("this", typeName(plan.async().owner().name), "the receiver always is"));
    }
    for (Object type : suspension.shape().stack()) {
      kept.add(
          new Kept("operand stack", typeName(type), "computed before the await, used after it"));
    }
    for (Local local : suspension.live()) {
      kept.add(
          new Kept(
              name(local.slot(), suspension), typeName(local.type()), uses(local, suspension)));
    }
    return kept;
  }

  private static String typeName(Object type) {
    return Type.getType(VerificationTypes.descriptor(type)).getClassName();
  }

  private String name(int slot, Suspension suspension) {
    int position = plan.body().instructions.indexOf(suspension.insn());
    if (plan.body().localVariables != null) {
      for (LocalVariableNode variable : plan.body().localVariables) {
        if (variable.index == slot
            && plan.body().instructions.indexOf(variable.start) <= position
            && plan.body().instructions.indexOf(variable.end) > position) {
          return variable.name;
        }
      }
    }
    return "variable " + slot;
  }

  /** Follows control from the await to the first reads on every path. */
  private String uses(Local local, Suspension suspension) {
    TreeSet<Integer> lines = new TreeSet<>();
    BitSet seen = new BitSet();
    Deque<Integer> work = new ArrayDeque<>();
    addNext(flow.node(suspension.insn()), work);
    while (!work.isEmpty()) {
      int node = work.remove();
      if (seen.get(node)) {
        continue;
      }
      seen.set(node);
      AbstractInsnNode insn = flow.insn(node);
      if (reads(insn, local.slot())) {
        lines.add(Neighbours.lineOf(insn));
      } else if (!writes(insn, local.slot())) {
        addNext(node, work);
      }
    }
    return "read at line " + lines.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private void addNext(int node, Deque<Integer> work) {
    for (int successor : flow.successors(node)) {
      work.add(successor);
    }
    for (int handler : flow.handlers(node)) {
      work.add(handler);
    }
  }

  private static boolean reads(AbstractInsnNode insn, int slot) {
    return insn instanceof IincInsnNode increment && increment.var == slot
        || insn instanceof VarInsnNode access
            && access.var == slot
            && access.getOpcode() < Opcodes.ISTORE;
  }

  private static boolean writes(AbstractInsnNode insn, int slot) {
    return insn instanceof VarInsnNode access
        && access.var == slot
        && access.getOpcode() >= Opcodes.ISTORE;
  }
}
