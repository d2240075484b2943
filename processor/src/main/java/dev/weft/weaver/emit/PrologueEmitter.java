package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.transform.FrameLayout.Field;
import dev.weft.weaver.transform.Local;
import dev.weft.weaver.transform.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;

/**
 * Writes how a body begins.
 *
 * <pre>{@code
 *   int state = 0;
 *   if (frame == null) {                             // a direct call
 *     if (depth > 0) goto START;
 *     Greeter$greet$Async.defer(name, driver);       // too deep: start on an empty stack
 *     return null;
 *   }
 *   ...                                              // ResumeEmitter: back to an await, or
 * FRESH:                                             // the first step of a coroutine
 *   frame.v0 = null;
 *   state = 0;
 *   goto START;
 * }</pre>
 *
 * <p>A method with more parameters than a body has room for gets them from its frame, and is never
 * called directly: {@code FRESH} then says {@code name = frame.v0; frame.v0 = null}.
 */
final class PrologueEmitter {

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final BodyFrames frames;
  private final Slots slots;

  PrologueEmitter(MethodPlan plan, BodyFrames frames) {
    this.plan = plan;
    this.async = plan.async();
    this.frames = frames;
    this.slots = Slots.of(plan);
  }

  /**
   * Writes all that stands before the resume code.
   *
   * @param guarded where the weaver's variables are set, so that what fails can be abandoned
   * @param start where the user's code begins
   * @param resume where the resume code begins
   */
  void enter(Code code, LabelNode guarded, LabelNode start, LabelNode resume) {
    moveParameters(code);
    code.insn(Opcodes.ICONST_0).istore(slots.state()).label(guarded);
    if (!async.hasParametersInFrame()) {
      code.aload(slots.frame()).jump(Opcodes.IFNONNULL, resume);
      code.iload(slots.depth()).jump(Opcodes.IFGT, start);
      defer(code);
    }
    code.label(resume, entryFrame());
  }

  /** The body's own parameters make room for the user's variables; the last one goes first. */
  private void moveParameters(Code code) {
    if (slots.arrival() == slots.base()) {
      return;
    }
    code.aload(slots.arrival() + 2).astore(slots.frame());
    code.iload(slots.arrival() + 1).istore(slots.depth());
    code.aload(slots.arrival()).astore(slots.driver());
  }

  private FrameNode entryFrame() {
    return async.hasParametersInFrame() ? frames.base(List.of()) : frames.start();
  }

  /** {@code Frame.defer(this, arguments, driver); return null;}. */
  private void defer(Code code) {
    code.loadAll(plan.receiverAndParameterTypes(), 0);
    code.aload(slots.driver());
    code.invokeStatic(
        async.frameClass(),
        LinkageNames.DEFER,
        async.withReceiver(LinkageNames.DRIVER_DESCRIPTOR, "V"));
    SpillEmitter.returnSuspended(code, async);
  }

  /** Writes the first step of a coroutine: the arguments leave the frame, the body starts. */
  void begin(Code code, LabelNode fresh, LabelNode start) {
    code.label(fresh, entryFrame());
    for (Local parameter : plan.parameters()) {
      Field field = plan.layout().fieldOf(parameter);
      if (async.hasParametersInFrame()) {
        code.aload(slots.frame()).getField(async.frameClass(), field);
        code.store(parameter.type(), parameter.slot());
      }
      code.clear(slots.frame(), async.frameClass(), field);
    }
    code.insn(Opcodes.ICONST_0).istore(slots.state());
    code.jump(Opcodes.GOTO, start);
  }
}
