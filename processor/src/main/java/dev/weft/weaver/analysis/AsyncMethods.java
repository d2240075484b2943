package dev.weft.weaver.analysis;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Finds the async methods of a class: those with {@code @Async}, lambdas whose functional interface
 * is one of Weft's, and lambdas of async return type that await.
 *
 * <p>Refuses awaits anywhere else, and {@code @Async} where it cannot hold.
 */
public final class AsyncMethods {

  /**
   * File systems allow names of 255 bytes; {@code $Async}, a number and an extension are to come.
   */
  private static final int MAX_NAME_BYTES = 239;

  /** What Windows allows in no file name, and the virtual machine in names of methods. */
  private static final Pattern NO_FILE_NAME = Pattern.compile("[:\"\\\\|?*]");

  private static final String METAFACTORY = "java/lang/invoke/LambdaMetafactory";

  private final ClassNode owner;
  private final Set<String> takenNames;
  private final Map<String, String> lambdaInterfaces;

  /**
   * @param takenNames the internal names that generated classes must avoid; new ones are added
   */
  public AsyncMethods(ClassNode owner, Set<String> takenNames) {
    this.owner = owner;
    this.takenNames = takenNames;
    this.lambdaInterfaces = lambdaInterfaces(owner);
  }

  /** The method as an async one, if it is. */
  public Optional<AsyncMethod> find(MethodNode method) {
    AbstractInsnNode reference = AwaitCalls.findReference(method);
    if (reference != null) {
      throw StraySuspensions.reference(reference);
    }
    if (isAsync(method)) {
      AsyncKind kind = requireKind(method);
      String frameClass = frameClassName(method);
      return Optional.of(new AsyncMethod(owner, method, kind, frameClass, ResultType.OBJECT));
    }
    AbstractInsnNode suspension = AwaitCalls.findSuspension(method);
    if (suspension != null) {
      throw StraySuspensions.outsideAsync(method, suspension);
    }
    return Optional.empty();
  }

  private boolean isAsync(MethodNode method) {
    int bodiless = Opcodes.ACC_ABSTRACT | Opcodes.ACC_BRIDGE;
    if ((method.access & bodiless) != 0) {
      return false;
    }
    return isAnnotated(method) || isAsyncLambda(method);
  }

  private static boolean isAnnotated(MethodNode method) {
    if (method.invisibleAnnotations == null) {
      return false;
    }
    for (AnnotationNode annotation : method.invisibleAnnotations) {
      if (annotation.desc.equals(LinkageNames.ASYNC_DESCRIPTOR)) {
        return true;
      }
    }
    return false;
  }

  private boolean isAsyncLambda(MethodNode method) {
    if (!StraySuspensions.isLambda(method) || kindOf(method).isEmpty()) {
      return false;
    }
    // javac keeps the body of a lambda in dead code, where no instruction names its interface.
    String functionalInterface = lambdaInterfaces.getOrDefault(method.name + method.desc, "");
    return functionalInterface.startsWith(LinkageNames.USER_PACKAGE)
        || AwaitCalls.findSuspension(method) != null;
  }

  private static Optional<AsyncKind> kindOf(MethodNode method) {
    return AsyncKind.ofReturn(Type.getReturnType(method.desc).getDescriptor());
  }

  private AsyncKind requireKind(MethodNode method) {
    if ((method.access & Opcodes.ACC_NATIVE) != 0) {
      throw new Refusal(
          "AsyncNative",
          0,
          "a native method cannot be @Async: it has no body to weave. Remove the annotation.");
    }
    return kindOf(method).orElseThrow(() -> unsupportedReturnType(method));
  }

  private static Refusal unsupportedReturnType(MethodNode method) {
    return new Refusal(
        "AsyncReturnType",
        firstLine(method),
        "an @Async method returns Coroutine<T>, CompletionStage<T>, CompletableFuture<T> or"
            + " AsyncGenerator<T>, not "
            + Type.getReturnType(method.desc).getClassName()
            + ": its result is there only later. Change the return type, or remove @Async.");
  }

  private static int firstLine(MethodNode method) {
    AbstractInsnNode last = method.instructions.getFirst();
    while (last != null && last.getOpcode() < 0) {
      last = last.getNext();
    }
    return last == null ? 0 : Neighbours.lineOf(last);
  }

  private String frameClassName(MethodNode method) {
    String methodName = NO_FILE_NAME.matcher(method.name).replaceAll("_");
    String base = fittingFileSystems(owner.name + "$" + methodName) + "$Async";
    String name = base;
    for (int i = 1; !takenNames.add(name); i++) {
      name = base + i;
    }
    return name;
  }

  private static String fittingFileSystems(String name) {
    int start = name.lastIndexOf('/') + 1;
    int end = name.length();
    while (name.substring(start, end).getBytes(StandardCharsets.UTF_8).length > MAX_NAME_BYTES) {
      end = name.offsetByCodePoints(end, -1);
    }
    return name.substring(0, end);
  }

  /** Which functional interface each lambda body of the class implements, by name + descriptor. */
  private static Map<String, String> lambdaInterfaces(ClassNode owner) {
    Map<String, String> interfaces = new HashMap<>();
    for (MethodNode method : owner.methods) {
      for (AbstractInsnNode insn : method.instructions) {
        if (insn instanceof InvokeDynamicInsnNode indy && isLambda(indy)) {
          Handle body = (Handle) indy.bsmArgs[1];
          if (body.getOwner().equals(owner.name) && body.getName().startsWith("lambda$")) {
            String type = Type.getReturnType(indy.desc).getInternalName();
            interfaces.put(body.getName() + body.getDesc(), type);
          }
        }
      }
    }
    return interfaces;
  }

  private static boolean isLambda(InvokeDynamicInsnNode indy) {
    return indy.bsm.getOwner().equals(METAFACTORY) && indy.bsmArgs.length > 1;
  }
}
