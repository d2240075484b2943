package dev.weft.weaver.emit;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodNode;

/**
 * Turns the user's method into the stub that callers see. It keeps everything but its code.
 *
 * <pre>{@code
 * @Async static Coroutine<String> greet(String name) {
 *   return Greeter$greet$Async.create(name);
 * }
 * }</pre>
 *
 * <p>It has no line: the class file does not tell where the declaration stands, and the line of the
 * first statement would stop a breakpoint there twice.
 */
public final class StubEmitter {

  static final String CREATE = "create";

  private StubEmitter() {}

  /** Replaces the code of the method. */
  public static void emit(AsyncMethod async) {
    List<Object> types = new ArrayList<>();
    if (!async.isStatic()) {
      types.add(async.owner().name);
    }
    for (Type type : async.argumentTypes()) {
      types.add(VerificationTypes.of(type));
    }
    MethodNode stub = async.method();
    String returned = Type.getReturnType(stub.desc).getDescriptor();
    Code code = new Code();
    code.loadAll(types, 0);
    code.invokeStatic(async.frameClass(), CREATE, async.withReceiver("", returned));
    code.insn(Opcodes.ARETURN);
    stub.instructions = code.list();
    stub.tryCatchBlocks = new ArrayList<>();
    stub.localVariables = null;
    stub.visibleLocalVariableAnnotations = null;
    stub.invisibleLocalVariableAnnotations = null;
  }
}
