package dev.weft.torture.rewrite;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.InsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.VarInsnNode;

/**
 * Makes the methods of a class async, with a suspension before each call.
 *
 * <pre>{@code
 * public int size(List<?> list) {                    // the stub
 *   return (int) Suspensions.drive(size$async1(list));
 * }
 *
 * @Async private Coroutine<Integer> size$async1(List<?> list) {
 *   Await.of(Suspensions.point());
 *   return Coroutine.of(list.size());
 * }
 * }</pre>
 *
 * <p>A call of another method of the class that cannot be overridden is awaited rather than driven,
 * so that async methods also call each other.
 */
public final class AsyncRewriter {

  private static final String SUSPENSIONS = "dev/weft/torture/run/Suspensions";
  private static final String STAGE = "Ljava/util/concurrent/CompletionStage;";

  private final ClassNode node = new ClassNode();
  private final Map<MethodId, AsyncForm> forms = new HashMap<>();
  private int suspensionPoints;

  private AsyncRewriter(byte[] classFile) {
    new ClassReader(classFile).accept(node, 0);
  }

  /**
   * Rewrites the methods of a class that are eligible and wanted.
   *
   * @return the class as given if there is none
   * @throws TooLargeToRewrite if a method with its suspensions does not fit a class file
   */
  public static RewrittenClass rewrite(byte[] classFile, Predicate<MethodId> wanted) {
    return new AsyncRewriter(classFile).rewrite(wanted);
  }

  /** What each method of a class is. */
  public static Map<MethodId, Eligibility> eligibility(byte[] classFile) {
    ClassNode node = new AsyncRewriter(classFile).node;
    Map<MethodId, Eligibility> result = new HashMap<>();
    node.methods.forEach(m -> result.put(MethodId.of(node, m), Eligibility.of(m)));
    return result;
  }

  private RewrittenClass rewrite(Predicate<MethodId> wanted) {
    List<MethodNode> methods = new ArrayList<>();
    for (MethodNode method : node.methods) {
      MethodId id = MethodId.of(node, method);
      if (Eligibility.of(method) == Eligibility.ELIGIBLE && wanted.test(id)) {
        methods.add(method);
        forms.put(id, AsyncForm.of(id, methods.size()));
      }
    }
    for (MethodNode method : methods) {
      node.methods.add(asyncFormOf(method));
      becomeStub(method);
    }
    return written();
  }

  private RewrittenClass written() {
    Map<String, MethodId> byAsyncName = new HashMap<>();
    forms.forEach((id, form) -> byAsyncName.put(form.name(), id));
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    node.accept(writer);
    try {
      return new RewrittenClass(writer.toByteArray(), byAsyncName, suspensionPoints);
    } catch (MethodTooLargeException e) {
      throw new TooLargeToRewrite(byAsyncName.get(e.getMethodName()));
    }
  }

  private MethodNode asyncFormOf(MethodNode method) {
    AsyncForm form = forms.get(MethodId.of(node, method));
    int access = method.access & (Opcodes.ACC_STATIC | Opcodes.ACC_STRICT) | Opcodes.ACC_PRIVATE;
    MethodNode async =
        new MethodNode(Opcodes.ASM9, access, form.name(), form.descriptor(), null, null);
    method.accept(async);
    dropAnnotations(async);
    async.invisibleAnnotations = List.of(new AnnotationNode("Ldev/weft/annotations/Async;"));
    Type result = Type.getReturnType(method.desc);
    for (AbstractInsnNode insn : async.instructions.toArray()) {
      if (isReturn(insn)) {
        async.instructions.insertBefore(insn, ResultCode.box(result));
        async.instructions.insertBefore(insn, form.kind().wrap());
        async.instructions.set(insn, new InsnNode(Opcodes.ARETURN));
      } else if (insn instanceof MethodInsnNode call) {
        async.instructions.insertBefore(insn, suspension());
        awaitIfAsync(async.instructions, call);
      } else if (insn instanceof InvokeDynamicInsnNode) {
        async.instructions.insertBefore(insn, suspension());
      }
    }
    return async;
  }

  private static boolean isReturn(AbstractInsnNode insn) {
    return insn.getOpcode() >= Opcodes.IRETURN && insn.getOpcode() <= Opcodes.RETURN;
  }

  private static void dropAnnotations(MethodNode method) {
    method.parameters = null;
    method.visibleAnnotations = null;
    method.visibleTypeAnnotations = null;
    method.invisibleTypeAnnotations = null;
    method.visibleParameterAnnotations = null;
    method.invisibleParameterAnnotations = null;
    method.visibleAnnotableParameterCount = 0;
    method.invisibleAnnotableParameterCount = 0;
  }

  private InsnList suspension() {
    suspensionPoints++;
    InsnList code = new InsnList();
    code.add(invokeStatic(SUSPENSIONS, "point", "()" + STAGE));
    code.add(invokeStatic("dev/weft/Await", "of", "(" + STAGE + ")Ljava/lang/Object;"));
    code.add(new InsnNode(Opcodes.POP));
    return code;
  }

  private void awaitIfAsync(InsnList instructions, MethodInsnNode call) {
    MethodId target = new MethodId(call.owner, call.name, call.desc);
    AsyncForm form = forms.get(target);
    // Awaiting a stage unwraps a CompletionException that the library itself throws.
    if (form == null || form.kind() == AsyncKind.STAGE || !isNeverOverridden(target)) {
      return;
    }
    suspensionPoints++;
    InsnList await = new InsnList();
    await.add(invokeStatic("dev/weft/Await", "of", "(Ldev/weft/Awaitable;)Ljava/lang/Object;"));
    await.add(ResultCode.unbox(Type.getReturnType(call.desc)));
    instructions.insert(call, await);
    call.name = form.name();
    call.desc = form.descriptor();
  }

  private boolean isNeverOverridden(MethodId target) {
    int safe = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL;
    return node.methods.stream()
        .anyMatch(m -> MethodId.of(node, m).equals(target) && (m.access & safe) != 0);
  }

  private void becomeStub(MethodNode method) {
    AsyncForm form = forms.get(MethodId.of(node, method));
    boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
    boolean isInterface = (node.access & Opcodes.ACC_INTERFACE) != 0;
    InsnList code = new InsnList();
    int slot = 0;
    if (!isStatic) {
      code.add(new VarInsnNode(Opcodes.ALOAD, slot++));
    }
    for (Type type : Type.getArgumentTypes(method.desc)) {
      code.add(new VarInsnNode(type.getOpcode(Opcodes.ILOAD), slot));
      slot += type.getSize();
    }
    code.add(
        new MethodInsnNode(
            isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL,
            node.name,
            form.name(),
            form.descriptor(),
            isInterface));
    code.add(
        invokeStatic(SUSPENSIONS, "drive", "(" + form.kind().descriptor + ")Ljava/lang/Object;"));
    Type result = Type.getReturnType(method.desc);
    code.add(ResultCode.unbox(result));
    code.add(new InsnNode(result.getOpcode(Opcodes.IRETURN)));
    method.instructions = code;
    method.tryCatchBlocks = new ArrayList<>();
    method.localVariables = null;
    method.visibleLocalVariableAnnotations = null;
    method.invisibleLocalVariableAnnotations = null;
  }

  private static MethodInsnNode invokeStatic(String owner, String name, String descriptor) {
    return new MethodInsnNode(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }
}
