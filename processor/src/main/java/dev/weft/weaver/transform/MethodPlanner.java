package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.Liveness;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.Refusal;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.TypeWalker;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/** Plans the suspensions of a prepared method. */
public final class MethodPlanner {

  private final AsyncMethod async;
  private final MethodNode body;
  private final DirectCalls directCalls;
  private final boolean keepNamedVariables;
  private final SuspensionPoints points;
  private final Liveness liveness;
  private final Map<AbstractInsnNode, TypeState> states;
  private int guardedStates;
  private int unguardedStates;

  private MethodPlanner(
      PreparedMethod prepared,
      DirectCalls directCalls,
      boolean keepNamedVariables,
      int userLocals) {
    this.async = prepared.async();
    this.body = prepared.body();
    this.directCalls = directCalls;
    this.keepNamedVariables = keepNamedVariables;
    this.points = SuspensionPoints.of(prepared);
    this.liveness = new Liveness(points.flow());
    this.states = statesBefore(userLocals);
  }

  /**
   * Plans one method; throws {@link Refusal} when it cannot be woven.
   *
   * @param keepNamedVariables whether awaits keep every named variable in scope
   */
  public static MethodPlan plan(
      PreparedMethod prepared, DirectCalls directCalls, boolean keepNamedVariables) {
    MethodNode body = prepared.body();
    int userLocals = body.maxLocals;
    SuspensionPoints points = SuspensionPoints.of(prepared);
    points.refuseHeldMonitors();
    UninitializedObjects.move(prepared.async().owner().name, body, points.withHeaders());
    return new MethodPlanner(prepared, directCalls, keepNamedVariables, userLocals).plan();
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
    List<Suspension> suspensions =
        ShapeMerger.merge(points.all().stream().map(this::suspension).toList());
    Nesting nesting = new Nesting(suspensions.stream().map(Suspension::shape).toList());
    return new MethodPlan(
        async, body, suspensions, headerStates(suspensions), nesting, layoutOf(nesting));
  }

  /** What the user's code has in its variables and on its stack. */
  private Map<AbstractInsnNode, TypeState> statesBefore(int userLocals) {
    ForgottenLocals forgotten = forgottenLocals();
    forgotten.takeOutOfFrames();
    Map<AbstractInsnNode, TypeState> states =
        TypeWalker.statesBefore(points.withHeaders()::contains, async.owner().name, body);
    states.replaceAll((insn, before) -> forgotten.takeOutOf(first(userLocals, before), insn));
    return states;
  }

  /** Forgets the temporaries that the preparation itself made; they are dead at every await. */
  private static TypeState first(int userLocals, TypeState state) {
    int slots = Math.min(userLocals, state.locals().size());
    return new TypeState(state.locals().subList(0, slots), state.stack());
  }

  private Suspension suspension(AbstractInsnNode point) {
    TypeState before = states.get(point);
    int line = Neighbours.lineOf(point);
    if (point.getOpcode() == Opcodes.ARETURN) {
      int state = --unguardedStates;
      return new Suspension(
          point, state, Optional.empty(), before, List.of(), Shape.EMPTY, List.of(), line);
    }
    boolean guarded = points.isGuarded(point);
    int state = guarded ? ++guardedStates : --unguardedStates;
    List<Local> live = liveLocals(point, before);
    Shape shape = new Shape(before.stackBelow(1), live);
    return new Suspension(
        point,
        state,
        directCalls.targetOf(point, async, points.flow()),
        before,
        live,
        shape,
        points.headersAround(point),
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

  private ForgottenLocals forgottenLocals() {
    Map<AbstractInsnNode, BitSet> kept = new HashMap<>();
    for (AbstractInsnNode point : points.all()) {
      if (point.getOpcode() != Opcodes.ARETURN) {
        BitSet alive = aliveAt(point);
        alive.set(0, async.isStatic() ? 0 : 1); // the receiver
        kept.put(point, alive);
      }
    }
    return new ForgottenLocals(body, points.flow(), kept);
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
