package dev.weft.torture.rewrite;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.MethodInsnNode;

/** What a method returns when it has been made async. */
enum AsyncKind {
  COROUTINE("Ldev/weft/Coroutine;", "dev/weft/Coroutine", "of", "(Ljava/lang/Object;)", true),
  STAGE(
      "Ljava/util/concurrent/CompletableFuture;",
      "java/util/concurrent/CompletableFuture",
      "completedFuture",
      "(Ljava/lang/Object;)",
      false);

  final String descriptor;
  private final String factory;
  private final String factoryMethod;
  private final String factoryArguments;
  private final boolean isFactoryInterface;

  AsyncKind(
      String descriptor,
      String factory,
      String factoryMethod,
      String factoryArguments,
      boolean isFactoryInterface) {
    this.descriptor = descriptor;
    this.factory = factory;
    this.factoryMethod = factoryMethod;
    this.factoryArguments = factoryArguments;
    this.isFactoryInterface = isFactoryInterface;
  }

  /** Two methods of three become coroutines; it is always the same ones. */
  static AsyncKind of(MethodId method) {
    return Math.floorMod(method.hashCode(), 3) == 0 ? STAGE : COROUTINE;
  }

  /** {@code Coroutine.of} or {@code CompletableFuture.completedFuture}. */
  MethodInsnNode wrap() {
    return new MethodInsnNode(
        Opcodes.INVOKESTATIC,
        factory,
        factoryMethod,
        factoryArguments + descriptor,
        isFactoryInterface);
  }

  /** The descriptor of the async form of a method. */
  String asyncDescriptor(String original) {
    return Type.getMethodDescriptor(Type.getType(descriptor), Type.getArgumentTypes(original));
  }
}
