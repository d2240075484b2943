package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncKind;
import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.LinkageNames;
import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.transform.MethodPlan;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FrameNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LocalVariableNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * Turns the user's method into the stub that callers see. It keeps everything but its code.
 *
 * <pre>{@code
 * @Async static Coroutine<String> greet(String name) {
 *   return Greeter$greet$Async.create(name);
 * }
 *
 * @Async static CompletableFuture<String> greetNow(String name) {
 *   HotCall call = Stages.enter(1);
 *   Object result;
 *   try {
 *     result = greetNow(name, call.driver, call.driver.depth(), null);
 *   } catch (Throwable t) {
 *     return call.threw(t);
 *   }
 *   return call.returned(result);
 * }
 * }</pre>
 *
 * <p>It has no line: the class file does not tell where the declaration stands, and the line of the
 * first statement would stop a breakpoint there twice.
 */
public final class StubEmitter {

  static final String CREATE = "create";

  private final AsyncMethod async;
  private final MethodNode stub;
  private final List<Object> parameters;

  private StubEmitter(MethodPlan plan) {
    this.async = plan.async();
    this.stub = async.method();
    this.parameters = plan.receiverAndParameterTypes();
  }

  /** Replaces the code of the method. */
  public static void emit(MethodPlan plan) {
    new StubEmitter(plan).emit();
  }

  /** Whether the stub makes the state machine, even if the method never suspends. */
  static boolean createsFrame(AsyncMethod async) {
    return async.kind() != AsyncKind.STAGE || async.hasParametersInFrame();
  }

  private void emit() {
    stub.tryCatchBlocks = new ArrayList<>();
    stub.visibleLocalVariableAnnotations = null;
    stub.invisibleLocalVariableAnnotations = null;
    stub.instructions = createsFrame(async) ? create().list() : callBody().list();
    keepParameters();
  }

  /**
   * Of the variables, the receiver and the parameters stay, known from the first instruction to the
   * last: without {@code -parameters}, tools take their names from there.
   */
  private void keepParameters() {
    if (stub.localVariables == null) {
      return;
    }
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    stub.instructions.insert(start);
    stub.instructions.add(end);
    stub.localVariables.removeIf(v -> Neighbours.previousReal(v.start) != null);
    stub.localVariables.replaceAll(
        v -> new LocalVariableNode(v.name, v.desc, v.signature, start, end, v.index));
  }

  private Code create() {
    String returned = Type.getReturnType(stub.desc).getDescriptor();
    Code code = new Code().loadAll(parameters, 0);
    code.invokeStatic(async.frameClass(), CREATE, async.withReceiver("", returned));
    return code.insn(Opcodes.ARETURN);
  }

  private Code callBody() {
    int call = async.parameterSlots();
    LabelNode start = new LabelNode();
    LabelNode end = new LabelNode();
    LabelNode handler = new LabelNode();
    Code code = new Code().push(LinkageNames.VERSION);
    code.invokeStatic(LinkageNames.STAGES, LinkageNames.ENTER, LinkageNames.ENTER_DESCRIPTOR);
    code.astore(call);
    code.label(start).aload(call).loadAll(parameters, 0);
    code.aload(call);
    code.getField(
        LinkageNames.HOT_CALL, LinkageNames.HOT_CALL_DRIVER, LinkageNames.DRIVER_DESCRIPTOR);
    code.insn(Opcodes.DUP);
    code.invokeVirtual(LinkageNames.DRIVER, LinkageNames.DRIVER_DEPTH, "()I");
    code.insn(Opcodes.ACONST_NULL).invokeBody(async);
    code.label(end);
    code.invokeVirtual(
        LinkageNames.HOT_CALL, LinkageNames.RETURNED, LinkageNames.RETURNED_DESCRIPTOR);
    code.insn(Opcodes.ARETURN);
    code.label(handler, handlerFrame());
    code.aload(call).insn(Opcodes.SWAP);
    code.invokeVirtual(LinkageNames.HOT_CALL, LinkageNames.THREW, LinkageNames.THREW_DESCRIPTOR);
    code.insn(Opcodes.ARETURN);
    stub.tryCatchBlocks.add(new TryCatchBlockNode(start, end, handler, null));
    return code;
  }

  private FrameNode handlerFrame() {
    List<Object> locals = new ArrayList<>(parameters);
    locals.add(LinkageNames.HOT_CALL);
    Object[] stack = {"java/lang/Throwable"};
    return new FrameNode(Opcodes.F_NEW, locals.size(), locals.toArray(), 1, stack);
  }
}
