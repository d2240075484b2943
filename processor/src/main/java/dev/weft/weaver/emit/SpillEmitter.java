package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.ResultType;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import dev.weft.weaver.transform.Nesting;
import dev.weft.weaver.transform.Shape;
import dev.weft.weaver.transform.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.LabelNode;

/**
 * Writes the blocks that save what is alive, one per shape, shared by all awaits of that shape.
 *
 * <pre>{@code
 * SPILL_B:                                           // a shape that builds on that of SPILL_A
 *   frame = Greeter$greet$Async.spill1(operands..., locals..., this, frame);
 * SPILL_A:                                           // operand stack: the values below the await
 *   Greeter$greet$Async.spill0(operands..., locals..., this, driver, frame, state);
 *   return null;
 * }</pre>
 *
 * <p>The methods are in the state-machine class ({@link FrameClassEmitter}): the code per await
 * stays small, and the class is loaded only when a method first suspends.
 */
final class SpillEmitter {

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final Nesting nesting;
  private final BodyFrames frames;
  private final Slots slots;
  private final Map<Shape, LabelNode> labels = new HashMap<>();

  SpillEmitter(MethodPlan plan, BodyFrames frames) {
    this.plan = plan;
    this.async = plan.async();
    this.nesting = plan.nesting();
    this.frames = frames;
    this.slots = Slots.of(plan);
  }

  LabelNode labelOf(Shape shape) {
    return labels.computeIfAbsent(shape, s -> new LabelNode());
  }

  /** Writes each shape in front of its base, as far as that has not been written already. */
  void appendTo(Code code) {
    Set<Shape> written = new HashSet<>();
    List<Shape> largestFirst = new ArrayList<>(nesting.shapes());
    Collections.reverse(largestFirst);
    for (Shape shape : largestFirst) {
      if (written.add(shape)) {
        spill(code, shape);
        Shape next = shape;
        while (!nesting.isRoot(next) && written.add(nesting.baseOf(next))) {
          next = nesting.baseOf(next);
          spill(code, next);
        }
        if (!nesting.isRoot(next)) {
          code.jump(Opcodes.GOTO, labelOf(nesting.baseOf(next)));
        }
      }
    }
  }

  /** Saves what a shape adds to its base; the added operands are on top of the stack. */
  private void spill(Code code, Shape shape) {
    code.label(labelOf(shape), frames.withLocals(shape.locals(), shape.stack()));
    for (Value value : nesting.addedBy(shape)) {
      if (value instanceof Local local) {
        code.load(local.type(), local.slot());
      }
    }
    if (!async.isStatic()) {
      code.aload(0);
    }
    SpillMethod method = SpillMethod.of(plan, shape);
    if (nesting.isRoot(shape)) {
      code.aload(slots.driver()).aload(slots.frame()).iload(slots.state());
      code.invokeStatic(async.frameClass(), method.name(), method.descriptor());
      returnSuspended(code, async);
    } else {
      code.aload(slots.frame());
      code.invokeStatic(async.frameClass(), method.name(), method.descriptor());
      code.astore(slots.frame());
    }
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
}
