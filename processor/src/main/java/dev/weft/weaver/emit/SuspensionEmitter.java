package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.AwaitCalls;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.transform.CodeRanges;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Suspension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodInsnNode;

/**
 * Writes what stands in place of an await.
 *
 * <pre>{@code
 * result = Awaits.await(awaitable, driver, depth);   // or greet(x, driver, depth - 1, null)
 * if (driver.unwinding) {
 *   state = 3;
 *   goto SPILL;                                      // saves what is alive and returns
 * RESUME_3:                                          // what was alive is back
 *   result = driver.result();                        // here, because it may throw into the try
 * }
 * MERGE_3:
 * }</pre>
 *
 * <p>An await outside every try cannot catch what it awaits, so the code that resumes it fetches
 * the result itself and goes to {@code MERGE_3}.
 */
final class SuspensionEmitter {

  private static final Object OBJECT = "java/lang/Object";

  private final MethodPlan plan;
  private final InsnList instructions;
  private final BodyFrames frames;
  private final Slots slots;
  private final SpillEmitter spills;
  private final ResumeEmitter resumes;
  private final List<CodeRanges.Stretch> returnStretches = new ArrayList<>();

  SuspensionEmitter(
      MethodPlan plan, BodyFrames frames, SpillEmitter spills, ResumeEmitter resumes) {
    this.plan = plan;
    this.instructions = plan.body().instructions;
    this.frames = frames;
    this.slots = Slots.of(plan);
    this.spills = spills;
    this.resumes = resumes;
  }

  void emit(Suspension suspension) {
    if (suspension.isReturn()) {
      emitReturn(suspension);
    } else if (suspension.isYield()) {
      emitYield(suspension);
    } else {
      emitAwait(suspension);
    }
  }

  /** The code that awaits returned values: no handler of the method may see their failures. */
  List<CodeRanges.Stretch> returnStretches() {
    return returnStretches;
  }

  private void emitAwait(Suspension suspension) {
    MethodInsnNode await = (MethodInsnNode) suspension.insn();
    Code code = new Code();
    if (suspension.target().isPresent()) {
      callDirectly(Neighbours.previousReal(await), suspension.target().get());
    } else {
      await(code, AwaitCalls.awaitsStage(await));
    }
    LabelNode merge = new LabelNode();
    spillIfUnwinding(code, suspension, merge);
    resumeAt(code, suspension, merge);
    useResult(code, await, suspension.result());
    replace(await, code);
  }

  /**
   * A yield always suspends.
   *
   * <pre>{@code
   * driver.yield(value);
   * state = 3;
   * goto SPILL;
   * RESUME_3:
   *   driver.result();                                 // throws when the generator is closed here
   * MERGE_3:
   * }</pre>
   */
  private void emitYield(Suspension suspension) {
    Code code = new Code();
    code.aload(slots.driver()).insn(Opcodes.SWAP);
    code.invokeVirtual(
        LinkageNames.DRIVER, LinkageNames.DRIVER_YIELD, LinkageNames.DRIVER_YIELD_DESCRIPTOR);
    spill(code, suspension);
    resumeAt(code, suspension, new LabelNode());
    code.insn(Opcodes.POP);
    replace(suspension.insn(), code);
  }

  /** Where the body goes on, with the result on the stack. */
  private void resumeAt(Code code, Suspension suspension, LabelNode merge) {
    List<Local> locals = suspension.live();
    List<Object> stack = suspension.shape().stack();
    ResultType result = suspension.result();
    if (suspension.isGuarded()) {
      LabelNode resume = new LabelNode();
      code.label(resume, frames.withLocals(locals, stack));
      result(code, slots);
      code.unbox(result);
      resumes.register(suspension, resume);
    } else {
      resumes.register(suspension, merge);
    }
    List<Object> withResult = new ArrayList<>(stack);
    withResult.add(result.verificationType());
    code.label(merge, frames.withLocals(locals, withResult));
  }

  /**
   * The user's code expects a boxed result, mostly in order to unbox it: then nothing is boxed at
   * all.
   */
  private void useResult(Code code, MethodInsnNode await, ResultType result) {
    if (!result.isPrimitive()) {
      return;
    }
    AbstractInsnNode cast = await.getNext();
    if (cast.getOpcode() == Opcodes.CHECKCAST && result.isUnboxedBy(cast.getNext())) {
      instructions.remove(cast.getNext());
      instructions.remove(cast);
    } else {
      code.box(result);
    }
  }

  /** {@code return await(coroutine)}, outside every try. */
  private void emitReturn(Suspension suspension) {
    AbstractInsnNode areturn = suspension.insn();
    CodeRanges.Stretch stretch = new CodeRanges.Stretch(new LabelNode(), new LabelNode());
    LabelNode merge = new LabelNode();
    Code code = new Code();
    code.label(stretch.start());
    dropBelowTop(code, suspension);
    await(code, plan.async().kind() == AsyncKind.STAGE);
    spillIfUnwinding(code, suspension, merge);
    resumes.register(suspension, merge);
    code.label(merge, frames.base(List.of(OBJECT)));
    instructions.insertBefore(areturn, code.list());
    instructions.insert(areturn, stretch.end());
    returnStretches.add(stretch);
  }

  /** A return discards what lies below its value; so must the spill. */
  private void dropBelowTop(Code code, Suspension suspension) {
    List<Object> below = new ArrayList<>(suspension.before().stackBelow(1));
    if (!below.isEmpty()) {
      int temp = slots.temporary();
      code.astore(temp);
      Collections.reverse(below);
      below.forEach(code::pop);
      code.aload(temp);
    }
  }

  private void await(Code code, boolean isStage) {
    code.aload(slots.driver()).iload(slots.depth());
    code.invokeStatic(
        LinkageNames.AWAITS,
        LinkageNames.AWAITS_AWAIT,
        isStage ? LinkageNames.AWAIT_STAGE_DESCRIPTOR : LinkageNames.AWAIT_AWAITABLE_DESCRIPTOR);
  }

  /** Replaces the call of an async method by a call of its body. */
  private void callDirectly(AbstractInsnNode call, AsyncMethod target) {
    Code code = new Code();
    code.aload(slots.driver()).iload(slots.depth()).insn(Opcodes.ICONST_1).insn(Opcodes.ISUB);
    code.insn(Opcodes.ACONST_NULL);
    code.invokeBody(target);
    replace(call, code);
  }

  private void spillIfUnwinding(Code code, Suspension suspension, LabelNode merge) {
    code.aload(slots.driver());
    code.getField(LinkageNames.DRIVER, LinkageNames.UNWINDING, "Z");
    code.jump(Opcodes.IFEQ, merge);
    code.pop(suspension.result().verificationType());
    spill(code, suspension);
  }

  private void spill(Code code, Suspension suspension) {
    suspension.dead().forEach(local -> code.zero(local.type()).store(local.type(), local.slot()));
    code.push(suspension.state()).istore(slots.state());
    code.jump(Opcodes.GOTO, spills.labelOf(suspension.shape()));
  }

  static void result(Code code, Slots slots) {
    code.aload(slots.driver());
    code.invokeVirtual(LinkageNames.DRIVER, LinkageNames.RESULT, LinkageNames.RESULT_DESCRIPTOR);
  }

  private void replace(AbstractInsnNode insn, Code code) {
    instructions.insert(insn, code.list());
    instructions.remove(insn);
  }
}
