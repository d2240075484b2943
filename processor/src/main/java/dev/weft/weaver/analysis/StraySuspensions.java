package dev.weft.weaver.analysis;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Says what is wrong with awaits and yields where nothing can be suspended, and what to do.
 *
 * <p>For those who weave the class files of other compilers: javac's users hear it from the checks
 * of their sources.
 */
public final class StraySuspensions {

  private StraySuspensions() {}

  /** Refuses an await or yield in a method that is not async. */
  static Refusal outsideAsync(MethodNode method, AbstractInsnNode suspension) {
    int line = Neighbours.lineOf(suspension);
    return AwaitCalls.isYield(suspension)
        ? yieldOutsideGenerator(line)
        : new Refusal("AwaitOutsideAsync", line, awaitIn(method));
  }

  private static String awaitIn(MethodNode method) {
    return switch (method.name) {
      case "<init>" ->
          "await in a constructor or initialiser: the object must be ready when it ends, which leaves"
              + " no time to wait. Await in a static @Async method that then calls the constructor.";
      case "<clinit>" ->
          "await in a static initialiser: the class must be ready when it ends, which leaves no time"
              + " to wait. Await in an @Async method, and set the field from there.";
      default -> isLambda(method) ? awaitInLambda(method) : awaitInMethod(method);
    };
  }

  private static String awaitInLambda(MethodNode method) {
    return "await in a lambda that returns "
        + Type.getReturnType(method.desc).getClassName()
        + ": a lambda is async if it returns Coroutine or CompletionStage. Use one of Weft's"
        + " functional interfaces, such as AsyncCallable, await in a loop instead of the lambda, or"
        + " start an async method in it with Weft.createTask(...).";
  }

  private static String awaitInMethod(MethodNode method) {
    return "await outside an async method: only an @Async method, or a lambda of async return type,"
        + " can suspend. "
        + (AsyncKind.ofReturn(Type.getReturnType(method.desc).getDescriptor()).isPresent()
            ? "Mark the method @Async."
            : "Mark the method @Async and let it return Coroutine<T>; where that cannot be, start an"
                + " async method from it with Weft.createTask(...), or with Weft.run(...) where no"
                + " loop runs.");
  }

  /** Whether the method is the body of a lambda, as javac and ECJ name them. */
  static boolean isLambda(MethodNode method) {
    return (method.access & Opcodes.ACC_SYNTHETIC) != 0 && method.name.startsWith("lambda$");
  }

  /** Refuses a yield in a method that is no generator. */
  public static Refusal yieldOutsideGenerator(int line) {
    return new Refusal(
        "YieldOutsideGenerator",
        line,
        "Yield.of outside an async generator: only an @Async method that returns AsyncGenerator<T>"
            + " can produce values one by one. Change the return type, or collect the values.");
  }

  /** Refuses {@code Await::of} and {@code Yield::of}, also in an async method. */
  static Refusal reference(AbstractInsnNode reference) {
    return new Refusal(
        "AwaitMethodReference",
        Neighbours.lineOf(reference),
        "Await::of or Yield::of as a method reference: whoever calls it is not async and cannot be"
            + " suspended. Await or yield in a loop; or pass all to Weft.gather and await that.");
  }
}
