package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.TypeState;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Suspension;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;

/**
 * Writes how a resumed body gets back to its await.
 *
 * <pre>{@code
 *   switch (state = frame.state) {                   // outside all loops
 *     case 1: goto RESTORE_A;
 *     case 2, 3: goto ENTER_L;                       // they stand in loop L
 *     default: goto FRESH;                           // a coroutine that starts
 *   }
 * ENTER_L:
 *   local1 = null; local2 = 0; ...                   // only what the frame at L's header asks for
 *   goto L;
 *
 * L:                                                 // in the user's code
 *   if (state != 0) goto DISPATCH_L;
 *   ...
 *
 * DISPATCH_L:
 *   switch (state) { case 2, 3: goto RESTORE_B; }    // or ENTER_M, for a loop M inside L
 *
 * RESTORE_B: ...                                     // RestoreEmitter
 * }</pre>
 *
 * <p>Loops are entered through their headers only, so they stay reducible: an irreducible loop is
 * not vectorised, and ahead-of-time compilers refuse it. References are taken out of the frame, so
 * that a suspended frame holds nothing that is dead.
 */
final class ResumeEmitter {

  /** Awaits that may share restore code; no header when they stand in no loop. */
  private record Group(Optional<AbstractInsnNode> header, boolean guarded) {}

  /** A loop that resumes pass through. */
  private record Route(LabelNode test, LabelNode enter, LabelNode dispatch) {}

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final BodyFrames frames;
  private final Slots slots;
  private final Map<AbstractInsnNode, Route> routes = new LinkedHashMap<>();
  private final Map<Group, RestoreEmitter> restores = new LinkedHashMap<>();
  private final Map<Suspension, LabelNode> restoreLabels = new LinkedHashMap<>();

  ResumeEmitter(MethodPlan plan, BodyFrames frames) {
    this.plan = plan;
    this.async = plan.async();
    this.frames = frames;
    this.slots = Slots.of(plan);
  }

  /** Puts {@code if (state != 0) goto DISPATCH} at the header of every loop that holds an await. */
  void insertHeaderTests() {
    for (Suspension suspension : plan.suspensions()) {
      for (AbstractInsnNode header : suspension.headers()) {
        routes.computeIfAbsent(header, this::insertTest);
      }
    }
  }

  private Route insertTest(AbstractInsnNode header) {
    Route route = new Route(new LabelNode(), new LabelNode(), new LabelNode());
    InsnList instructions = plan.body().instructions;
    Code code = new Code();
    code.label(route.test).iload(slots.state()).jump(Opcodes.IFNE, route.dispatch);
    for (LineNumberNode line : inFrontOf(header, LineNumberNode.class)) {
      instructions.remove(line);
      LabelNode behindTest = new LabelNode();
      code.label(behindTest).list().add(new LineNumberNode(line.line, behindTest));
    }
    List<LabelNode> labels = inFrontOf(header, LabelNode.class);
    instructions.insertBefore(header, code.list());
    if (header.getOpcode() == Opcodes.NEW) {
      rename(labels, header);
    }
    return route;
  }

  /** What begins at an instruction: its lines, which move behind the test, or its labels. */
  private static <T extends AbstractInsnNode> List<T> inFrontOf(
      AbstractInsnNode header, Class<T> type) {
    List<T> found = new ArrayList<>();
    AbstractInsnNode insn = header.getPrevious();
    for (; insn != null && insn.getOpcode() < 0; insn = insn.getPrevious()) {
      if (type.isInstance(insn)) {
        found.add(0, type.cast(insn));
      }
    }
    return found;
  }

  /**
   * Frames name an uninitialised object by a label in front of its {@code new}, not of the test.
   */
  private void rename(List<LabelNode> names, AbstractInsnNode allocation) {
    LabelNode name = new LabelNode();
    InsnList instructions = plan.body().instructions;
    instructions.insertBefore(allocation, name);
    for (AbstractInsnNode insn : instructions) {
      if (insn instanceof FrameNode frame) {
        frame.local.replaceAll(type -> names.contains(type) ? name : type);
        frame.stack.replaceAll(type -> names.contains(type) ? name : type);
      }
    }
  }

  /** Says where the code of an await continues once what was alive is restored. */
  void register(Suspension suspension, LabelNode target) {
    Group group = new Group(suspension.innermostHeader(), suspension.isGuarded());
    RestoreEmitter restore = restores.computeIfAbsent(group, g -> new RestoreEmitter(plan, frames));
    restoreLabels.put(suspension, restore.register(suspension, target));
  }

  /**
   * Writes the code out of line.
   *
   * @param fresh where a coroutine goes whose body has not begun
   */
  void appendTo(Code code, LabelNode fresh) {
    if (!restoreLabels.isEmpty()) {
      code.aload(slots.frame());
      code.getField(async.frameClass(), LinkageNames.STATE, "I");
      code.insn(Opcodes.DUP).istore(slots.state());
      dispatchOrStart(code, nextStops(Optional.empty()), fresh);
    }
  }

  /** Writes the loops to pass through, and the restore code; all of it is jumped to. */
  void appendStopsTo(Code code) {
    routes.forEach((header, route) -> passThrough(code, header, route));
    restores.values().forEach(restore -> restore.appendTo(code));
  }

  private static void dispatchOrStart(Code code, Map<Integer, LabelNode> stops, LabelNode fresh) {
    Set<LabelNode> distinct = new HashSet<>(stops.values());
    if (distinct.size() == 1) {
      code.push(LinkageNames.STARTED).jump(Opcodes.IF_ICMPEQ, fresh);
      code.jump(Opcodes.GOTO, distinct.iterator().next());
    } else {
      code.switchOn(stops, fresh);
    }
  }

  /** Where each state goes next, from outside all loops or from the header of one. */
  private Map<Integer, LabelNode> nextStops(Optional<AbstractInsnNode> from) {
    Map<Integer, LabelNode> stops = new LinkedHashMap<>();
    for (Suspension suspension : restoreLabels.keySet()) {
      List<AbstractInsnNode> headers = suspension.headers();
      int passed = from.map(headers::indexOf).orElse(-1);
      if (from.isPresent() && passed < 0) {
        continue;
      }
      boolean inside = passed + 1 < headers.size();
      stops.put(
          suspension.state(),
          inside ? routes.get(headers.get(passed + 1)).enter : restoreLabels.get(suspension));
    }
    return stops;
  }

  private void passThrough(Code code, AbstractInsnNode header, Route route) {
    TypeState state = plan.headerStates().get(header);
    code.label(route.enter, frames.base(List.of()));
    zeroLocals(code, state);
    state.stack().forEach(code::zero);
    code.jump(Opcodes.GOTO, route.test);

    code.label(route.dispatch, frames.base(state.stack()));
    for (int depth = 0; depth < state.stack().size(); depth++) {
      code.pop(state.peek(depth));
    }
    dispatch(code, nextStops(Optional.of(header)));
  }

  /** Switches on the state; every state that can come here is among the stops. */
  private void dispatch(Code code, Map<Integer, LabelNode> stops) {
    Set<LabelNode> distinct = new HashSet<>(stops.values());
    LabelNode any = stops.values().iterator().next();
    if (distinct.size() == 1) {
      code.jump(Opcodes.GOTO, any);
    } else {
      code.iload(slots.state()).switchOn(stops, any);
    }
  }

  private void zeroLocals(Code code, TypeState state) {
    for (int slot = async.isStatic() ? 0 : 1; slot < state.locals().size(); slot++) {
      Object type = state.local(slot);
      if (!VerificationTypes.isTop(type)) {
        code.zero(type).store(type, slot);
      }
    }
  }
}
