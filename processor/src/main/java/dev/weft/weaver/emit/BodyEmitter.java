package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.transform.CodeRanges;
import dev.weft.weaver.transform.MethodPlan;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Writes the body of an async method: a private overload of it that can suspend and resume.
 *
 * <pre>{@code
 * private static Object greet(String name, Driver driver, int depth, Greeter$greet$Async frame) {
 *   ...                                              // PrologueEmitter: begin or resume
 *   ...                                              // ResumeEmitter: back to the await
 *   ...                                              // SpillEmitter: save what is alive
 * START:
 *   the user's code                                  // SuspensionEmitter: the awaits in it
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
    this.slots = Slots.of(plan);
    this.frames = new BodyFrames(plan);
  }

  /** The body; consumes the plan's copy of the method. */
  public static MethodNode emit(MethodPlan plan) {
    return new BodyEmitter(plan).emit();
  }

  private MethodNode emit() {
    extendFrames();
    SpillEmitter spills = new SpillEmitter(plan, frames);
    ResumeEmitter resumes = new ResumeEmitter(plan, frames);
    resumes.insertHeaderTests();
    SuspensionEmitter suspensions = new SuspensionEmitter(plan, frames, spills, resumes);
    plan.suspensions().forEach(suspensions::emit);
    CodeRanges.cut(body, suspensions.returnStretches());
    prepend(spills, resumes);
    separateFrames();
    becomeBody();
    VariableRanges.cut(async.owner().name, body);
    return body;
  }

  /** The weaver's variables are known wherever the user's code has a frame. */
  private void extendFrames() {
    for (AbstractInsnNode insn : body.instructions.toArray()) {
      if (insn instanceof FrameNode frame) {
        body.instructions.set(frame, frames.extended(frame));
      }
    }
  }

  private void prepend(SpillEmitter spills, ResumeEmitter resumes) {
    LabelNode start = new LabelNode();
    LabelNode fresh = new LabelNode();
    LabelNode resume = new LabelNode();
    LabelNode guarded = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode abandon = new LabelNode();
    PrologueEmitter prologue = new PrologueEmitter(plan, frames);
    Code code = new Code();
    prologue.enter(code, guarded, start, resume);
    resumes.appendTo(code, fresh);
    prologue.begin(code, fresh, start);
    resumes.appendStopsTo(code);
    spills.appendTo(code);
    code.label(end);
    abandon(code, abandon);
    code.label(start, frames.start());
    body.instructions.insert(code.list());
    body.tryCatchBlocks.add(new TryCatchBlockNode(guarded, end, abandon, null));
  }

  /**
   * Writes what catches everything around all code out of line: a suspension that cannot be saved,
   * for want of stack or heap, is none.
   *
   * <pre>{@code
   * driver.unwinding = false;                          // first: the call may overflow the stack too
   * throw driver.abandon(t);
   * }</pre>
   */
  private void abandon(Code code, LabelNode handler) {
    code.label(handler, frames.base(List.of("java/lang/Throwable")));
    code.aload(slots.driver()).insn(Opcodes.ICONST_0);
    code.putField(LinkageNames.DRIVER, LinkageNames.UNWINDING, "Z");
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
