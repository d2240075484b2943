package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.AsyncMethods;
import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.ControlFlow;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.Loops;
import dev.weft.weaver.analysis.Monitors;
import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.TypeWalker;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Plans the suspensions of a prepared method. */
public final class MethodPlanner {

  private final PreparedMethod prepared;
  private final AsyncMethod async;
  private final DirectCalls directCalls;
  private final MethodNode body;
  private final boolean keepNamedVariables;
  private final int userLocals;

  private ControlFlow flow;
  private Liveness liveness;
  private Set<AbstractInsnNode> handlerEntries;
  private Map<AbstractInsnNode, List<AbstractInsnNode>> headers;
  private Map<AbstractInsnNode, TypeState> states;
  private int guardedStates;
  private int unguardedStates;

  private MethodPlanner(
      PreparedMethod prepared, DirectCalls directCalls, boolean keepNamedVariables) {
    this.keepNamedVariables = keepNamedVariables;
    this.prepared = prepared;
    this.async = prepared.async();
    this.directCalls = directCalls;
    this.body = prepared.body();
    this.userLocals = body.maxLocals;
  }

  /**
   * Plans one method; throws {@link Refusal} when it cannot be woven.
   *
   * @param keepNamedVariables whether awaits keep every named variable in scope
   */
  public static MethodPlan plan(
      PreparedMethod prepared, DirectCalls directCalls, boolean keepNamedVariables) {
    return new MethodPlanner(prepared, directCalls, keepNamedVariables).plan();
  }

  static List<Local> parameters(AsyncMethod async) {
    List<Local> parameters = new ArrayList<>();
    int slot = async.isStatic() ? 0 : 1;
    for (Type type : async.argumentTypes()) {
      parameters.add(new Local(slot, VerificationTypes.of(type)));
      slot += type.getSize();
    }
    return parameters;
  }

  private MethodPlan plan() {
    List<AbstractInsnNode> points = suspensionPoints();
    findLoops(points);
    checkMonitors(points);
    UninitializedObjects.move(async.owner().name, body, withHeaders(points));
    analyze(points);
    List<Suspension> suspensions =
        ShapeMerger.merge(points.stream().map(this::suspension).toList());
    Nesting nesting = new Nesting(suspensions.stream().map(Suspension::shape).toList());
    return new MethodPlan(
        async, body, suspensions, headerStates(suspensions), nesting, layoutOf(nesting));
  }

  private List<AbstractInsnNode> suspensionPoints() {
    List<AbstractInsnNode> points = new ArrayList<>();
    for (AbstractInsnNode insn : body.instructions) {
      boolean isTail =
          insn.getOpcode() == Opcodes.ARETURN && !prepared.valueReturns().contains(insn);
      if (isTail || AwaitCalls.isAwait(insn) || isYield(insn)) {
        points.add(insn);
      }
    }
    return points;
  }

  private boolean isYield(AbstractInsnNode insn) {
    if (!AwaitCalls.isYield(insn)) {
      return false;
    }
    if (async.kind() != AsyncKind.GENERATOR) {
      throw AsyncMethods.yieldOutsideGenerator(AwaitCalls.lineOf(insn));
    }
    return true;
  }

  private void findLoops(List<AbstractInsnNode> points) {
    flow = new ControlFlow(body);
    handlerEntries = new HashSet<>();
    for (TryCatchBlockNode block : body.tryCatchBlocks) {
      handlerEntries.add(AwaitCalls.nextReal(block.handler));
    }
    Loops loops = new Loops(flow);
    headers = new HashMap<>();
    for (AbstractInsnNode point : points) {
      headers.put(point, headersAround(point, loops));
    }
  }

  /*
   * A loop whose header is an exception handler is not entered through its header: the exception on
   * the stack cannot be made up. Such a loop, which javac does not produce around an await, becomes
   * irreducible but stays correct.
   */
  private List<AbstractInsnNode> headersAround(AbstractInsnNode point, Loops loops) {
    if (point.getOpcode() == Opcodes.ARETURN) {
      return List.of(); // nothing of the method runs after it
    }
    return loops.headersAround(point).stream().filter(h -> !handlerEntries.contains(h)).toList();
  }

  private void checkMonitors(List<AbstractInsnNode> points) {
    if ((body.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      throw inSynchronized(
          "a synchronized async method",
          points.isEmpty() ? body.instructions.getLast() : points.get(0));
    }
    Monitors monitors = new Monitors(flow);
    for (AbstractInsnNode point : points) {
      if (monitors.isHeldAt(point)) {
        throw inSynchronized("await inside a synchronized block", point);
      }
    }
  }

  private static Refusal inSynchronized(String fact, AbstractInsnNode at) {
    return new Refusal(
        "AsyncInSynchronized",
        AwaitCalls.lineOf(at),
        fact
            + ": a monitor belongs to a thread, a task does not. Use dev.weft.sync.AsyncLock,"
            + " or move the await out.");
  }

  private Set<AbstractInsnNode> withHeaders(List<AbstractInsnNode> points) {
    Set<AbstractInsnNode> all = new HashSet<>(points);
    headers.values().forEach(all::addAll);
    return all;
  }

  /** Analyses the prepared body; moving allocations may have changed it. */
  private void analyze(List<AbstractInsnNode> points) {
    findLoops(points);
    liveness = new Liveness(flow);
    ForgottenLocals forgotten = forgottenLocals(points);
    forgotten.takeOutOfFrames();
    states = TypeWalker.statesBefore(withHeaders(points)::contains, async.owner().name, body);
    states.replaceAll((insn, before) -> forgotten.takeOutOf(userState(before), insn));
  }

  /** Forgets the temporaries that the preparation itself made; they are dead at every await. */
  private TypeState userState(TypeState state) {
    int slots = Math.min(userLocals, state.locals().size());
    return new TypeState(state.locals().subList(0, slots), state.stack());
  }

  private Suspension suspension(AbstractInsnNode point) {
    TypeState before = states.get(point);
    int line = AwaitCalls.lineOf(point);
    if (point.getOpcode() == Opcodes.ARETURN) {
      int state = --unguardedStates;
      return new Suspension(
          point, state, Optional.empty(), before, List.of(), Shape.EMPTY, List.of(), line);
    }
    boolean guarded = flow.handlers(flow.node(point)).length > 0;
    int state = guarded ? ++guardedStates : --unguardedStates;
    List<Local> live = liveLocals(point, before);
    Shape shape = new Shape(before.stackBelow(1), live);
    return new Suspension(
        point,
        state,
        directCalls.targetOf(point, async, flow),
        before,
        live,
        shape,
        headers.get(point),
        line);
  }

  private List<Local> liveLocals(AbstractInsnNode point, TypeState before) {
    BitSet live = aliveAt(point);
    List<Local> locals = new ArrayList<>();
    for (int slot = live.nextSetBit(0); slot >= 0; slot = live.nextSetBit(slot + 1)) {
      Object type = before.local(slot);
      boolean isThis = slot == 0 && !async.isStatic();
      if (!isThis && !VerificationTypes.isTop(type)) {
        locals.add(new Local(slot, type));
      }
    }
    return locals;
  }

  private ForgottenLocals forgottenLocals(List<AbstractInsnNode> points) {
    Map<AbstractInsnNode, BitSet> kept = new HashMap<>();
    for (AbstractInsnNode point : points) {
      if (point.getOpcode() != Opcodes.ARETURN) {
        BitSet alive = aliveAt(point);
        alive.set(0, async.isStatic() ? 0 : 1); // the receiver
        kept.put(point, alive);
      }
    }
    return new ForgottenLocals(body, flow, kept);
  }

  /** The slots whose values are read later, or shown by a debugger. */
  private BitSet aliveAt(AbstractInsnNode insn) {
    BitSet live = (BitSet) liveness.before(insn).clone();
    if (keepNamedVariables) {
      live.or(NamedVariables.inScope(body, insn));
    }
    return live;
  }

  private FrameLayout layoutOf(Nesting nesting) {
    List<List<? extends Value>> together = new ArrayList<>();
    together.add(parameters(async));
    nesting.shapes().forEach(shape -> together.add(shape.values()));
    return new FrameLayout(together);
  }

  private Map<AbstractInsnNode, TypeState> headerStates(List<Suspension> suspensions) {
    Map<AbstractInsnNode, TypeState> result = new HashMap<>();
    for (Suspension suspension : suspensions) {
      for (AbstractInsnNode header : suspension.headers()) {
        result.put(header, states.get(header));
      }
    }
    return result;
  }
}
