package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.FrameLayout.Field;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Shape;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;

/**
 * Writes the blocks that save what is alive, one per shape, shared by all awaits of that shape.
 *
 * <pre>{@code
 * SPILL:                                             // operand stack: the values below the await
 *   Greeter$greet$Async.spill0(stack..., locals..., this, driver, frame, state);
 *   return null;
 * }</pre>
 *
 * <p>The helper is in the state-machine class ({@link FrameClassEmitter}): the code per await stays
 * small, and the class is loaded only when a method first suspends. What is too much for an
 * argument list is stored here.
 */
final class SpillEmitter {

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final BodyFrames frames;
  private final Slots slots;
  private final Map<Shape, LabelNode> labels = new LinkedHashMap<>();

  SpillEmitter(MethodPlan plan, BodyFrames frames) {
    this.plan = plan;
    this.async = plan.async();
    this.frames = frames;
    this.slots = Slots.of(plan);
  }

  LabelNode labelOf(Shape shape) {
    return labels.computeIfAbsent(shape, s -> new LabelNode());
  }

  void appendTo(Code code) {
    labels.forEach(
        (shape, label) -> {
          code.label(label, frames.withLocals(shape.locals(), shape.stack()));
          if (SpillMethod.takes(shape)) {
            callSpillMethod(code, shape);
          } else {
            storeHere(code, shape);
          }
          returnSuspended(code, async);
        });
  }

  /**
   * Ends a body that suspends. The caller looks at the driver, not at the result; a generator that
   * yields returns true.
   */
  static void returnSuspended(Code code, AsyncMethod async) {
    ResultType result = async.result();
    if (async.kind() == AsyncKind.GENERATOR) {
      code.insn(Opcodes.ICONST_1);
    } else {
      code.zero(result.verificationType());
    }
    code.insn(result.returnOpcode());
  }

  private void callSpillMethod(Code code, Shape shape) {
    for (Local local : shape.locals()) {
      code.load(local.type(), local.slot());
    }
    if (!async.isStatic()) {
      code.aload(0);
    }
    code.aload(slots.driver()).aload(slots.frame()).iload(slots.state());
    SpillMethod method = SpillMethod.of(plan, shape);
    code.invokeStatic(async.frameClass(), method.name(), method.descriptor());
  }

  private void storeHere(Code code, Shape shape) {
    obtainFrame(code);
    List<Field> fields = plan.layout().fieldsFor(shape.storedTypes());
    int stored = storeStack(code, shape, fields);
    for (Local local : shape.locals()) {
      code.aload(slots.frame()).load(local.type(), local.slot());
      code.putField(async.frameClass(), fields.get(stored++));
    }
    code.aload(slots.driver()).aload(slots.frame()).iload(slots.state());
    code.invokeStatic(
        async.frameClass(), SpillMethod.LINK, SpillMethod.linkDescriptor(async.frameClass()));
  }

  /** {@code frame = Frame.obtain(this, frame)}. */
  private void obtainFrame(Code code) {
    if (!async.isStatic()) {
      code.aload(0);
    }
    code.aload(slots.frame());
    code.invokeStatic(async.frameClass(), SpillMethod.OBTAIN, SpillMethod.obtainDescriptor(async));
    code.astore(slots.frame());
  }

  /** Stores the operand stack, from the top down; returns how many fields it took. */
  private int storeStack(Code code, Shape shape, List<Field> fields) {
    List<Object> stack = shape.stack();
    int count = (int) stack.stream().filter(type -> !VerificationTypes.isNull(type)).count();
    int next = count;
    for (int i = stack.size() - 1; i >= 0; i--) {
      Object type = stack.get(i);
      if (VerificationTypes.isNull(type)) {
        code.pop(type);
      } else {
        code.aload(slots.frame());
        putUnder(code, type);
        code.putField(async.frameClass(), fields.get(--next));
      }
    }
    return count;
  }

  /** {@code value, frame} becomes {@code frame, value}. */
  private static void putUnder(Code code, Object type) {
    if (VerificationTypes.size(type) == 2) {
      code.insn(Opcodes.DUP_X2).insn(Opcodes.POP);
    } else {
      code.insn(Opcodes.SWAP);
    }
  }
}
