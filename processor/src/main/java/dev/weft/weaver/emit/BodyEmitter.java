package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.VerificationTypes;
import dev.weft.weaver.transform.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Writes the body of an async method: a private overload of it that can suspend and resume.
 *
 * <pre>{@code
 * private static Object greet(String name, Driver driver, int depth, Greeter$greet$Async frame) {
 *   int state = 0;
 *   if (frame == null) {
 *     if (depth > 0) goto START;
 *     Greeter$greet$Async.defer(name, driver);       // too deep: start on an empty stack
 *     return null;
 *   }
 *   switch (state = frame.state) {                   // out of line, see ResumeEmitter
 *     ...
 *   }
 *   ...                                              // out of line, see SpillEmitter
 * START:
 *   the user's code; see SuspensionEmitter for the awaits in it
 * }
 * }</pre>
 *
 * <p>All code out of line stands in front of the user's, so that it lies before the first line
 * number: debuggers then step over it.
 */
public final class BodyEmitter {

  private final MethodPlan plan;
  private final AsyncMethod async;
  private final MethodNode body;
  private final Slots slots;
  private final BodyFrames frames;

  private BodyEmitter(MethodPlan plan) {
    this.plan = plan;
    this.async = plan.async();
    this.body = plan.body();
    this.slots = Slots.of(async);
    this.frames = new BodyFrames(async);
  }

  /** The body; consumes the plan's copy of the method. */
  public static MethodNode emit(MethodPlan plan) {
    return new BodyEmitter(plan).emit();
  }

  private MethodNode emit() {
    moveVariables();
    SpillEmitter spills = new SpillEmitter(plan, frames);
    ResumeEmitter resumes = new ResumeEmitter(plan, frames);
    resumes.insertHeaderTests();
    SuspensionEmitter suspensions = new SuspensionEmitter(plan, frames, spills, resumes);
    plan.suspensions().forEach(suspensions::emit);
    TryRanges.cut(body, suspensions.returnStretches());
    prepend(spills, resumes);
    separateFrames();
    becomeBody();
    return body;
  }

  /** Makes room for the weaver's variables behind the parameters. */
  private void moveVariables() {
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn instanceof VarInsnNode access) {
        access.var = slots.moved(access.var);
      } else if (insn instanceof IincInsnNode increment) {
        increment.var = slots.moved(increment.var);
      } else if (insn instanceof FrameNode frame) {
        body.instructions.set(frame, frames.moved(frame));
      }
    }
    if (body.localVariables != null) {
      body.localVariables.forEach(variable -> variable.index = slots.moved(variable.index));
    }
  }

  private void prepend(SpillEmitter spills, ResumeEmitter resumes) {
    LabelNode start = new LabelNode();
    LabelNode resume = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode abandon = new LabelNode();
    Code code = new Code();
    code.insn(Opcodes.ICONST_0).istore(slots.state());
    code.aload(slots.frame()).jump(Opcodes.IFNONNULL, resume);
    code.iload(slots.depth()).jump(Opcodes.IFGT, start);
    defer(code);
    code.label(resume, frames.entry());
    resumes.appendTo(code, start);
    spills.appendTo(code);
    code.label(end);
    abandon(code, abandon);
    code.label(start, frames.entry());
    body.instructions.insert(code.list());
    body.tryCatchBlocks.add(new TryCatchBlockNode(resume, end, abandon, null));
  }

  /** {@code Frame.defer(this, arguments, driver); return null;}. */
  private void defer(Code code) {
    int slot = 0;
    if (!async.isStatic()) {
      code.aload(slot++);
    }
    for (Type type : async.argumentTypes()) {
      code.load(VerificationTypes.of(type), slot);
      slot += type.getSize();
    }
    code.aload(slots.driver());
    code.invokeStatic(
        async.frameClass(),
        LinkageNames.DEFER,
        async.withReceiver(LinkageNames.DRIVER_DESCRIPTOR, "V"));
    SpillEmitter.returnSuspended(code, async);
  }

  /** {@code catch (Throwable t) { throw driver.abandon(t); }} around all code out of line. */
  private void abandon(Code code, LabelNode handler) {
    code.label(handler, frames.base(List.of("java/lang/Throwable")));
    code.aload(slots.driver()).insn(Opcodes.SWAP);
    code.invokeVirtual(LinkageNames.DRIVER, LinkageNames.ABANDON, LinkageNames.ABANDON_DESCRIPTOR);
    code.insn(Opcodes.ATHROW);
  }

  /** Two frames at one place are not allowed; an instruction goes between them. */
  private void separateFrames() {
    FrameNode last = null;
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn.getOpcode() >= 0) {
        last = null;
      } else if (insn instanceof FrameNode frame) {
        if (last != null) {
          body.instructions.insert(last, new InsnNode(Opcodes.NOP));
        }
        last = frame;
      }
    }
  }

  private void becomeBody() {
    int kept = Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC | Opcodes.ACC_STRICT;
    body.access = Opcodes.ACC_PRIVATE | body.access & kept;
    body.desc = async.bodyDescriptor();
    body.parameters = null;
    body.visibleAnnotations = null;
    body.invisibleAnnotations = null;
    body.visibleTypeAnnotations = null;
    body.invisibleTypeAnnotations = null;
    body.visibleParameterAnnotations = null;
    body.invisibleParameterAnnotations = null;
    body.visibleLocalVariableAnnotations = null;
    body.invisibleLocalVariableAnnotations = null;
    body.annotationDefault = null;
  }
}
