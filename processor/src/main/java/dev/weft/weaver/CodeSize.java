package dev.weft.weaver;

import dev.weft.weaver.analysis.AsyncMethod;
import dev.weft.weaver.analysis.Refusal;
import java.util.Optional;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.commons.CodeSizeEvaluator;
import org.objectweb.asm.tree.MethodNode;

/** The limits on the size of a method's code: the class file's and the JIT compiler's. */
final class CodeSize {

  private static final int CLASS_FILE_LIMIT = 65_535; // JVMS 4.7.3
  private static final int JIT_LIMIT = 8_000; // HotSpot's HugeMethodLimit
  private static final String METHOD_TOO_LARGE = "AsyncMethodTooLarge";

  private CodeSize() {}

  /** The size of the code in bytes; exact while jumps are short and constants are few. */
  static int of(MethodNode method) {
    CodeSizeEvaluator evaluator = new CodeSizeEvaluator(null);
    method.accept(evaluator);
    return evaluator.getMinSize();
  }

  static Optional<WeaveProblem> warnIfTooLargeForJit(
      AsyncMethod async, int originalSize, MethodNode body) {
    int size = of(body);
    if (size <= JIT_LIMIT || originalSize > JIT_LIMIT) {
      return Optional.empty();
    }
    return Optional.of(
        new WeaveProblem(
            "AsyncMethodLarge",
            async.owner().name,
            async.method().name,
            0,
            "the woven method has "
                + size
                + " bytes of code ("
                + originalSize
                + " unwoven); the JVM compiles no method of more than "
                + JIT_LIMIT
                + " and will interpret this one. Move parts of it to methods of their own."));
  }

  /** Refuses a body that is too large in any case, before more work is put into it. */
  static void requireWithinLimit(MethodNode body) {
    int size = of(body);
    if (size > CLASS_FILE_LIMIT) {
      throw new Refusal(METHOD_TOO_LARGE, 0, methodTooLarge(size));
    }
  }

  static WeaveProblem tooLarge(MethodTooLargeException e) {
    return new WeaveProblem(
        METHOD_TOO_LARGE, e.getClassName(), e.getMethodName(), 0, methodTooLarge(e.getCodeSize()));
  }

  private static String methodTooLarge(int size) {
    return "the woven method would have "
        + size
        + " bytes of code, a class file allows "
        + CLASS_FILE_LIMIT
        + ". Move parts of it to methods of their own.";
  }

  static WeaveProblem tooLarge(ClassTooLargeException e) {
    return new WeaveProblem(
        "AsyncClassTooLarge",
        e.getClassName(),
        "",
        0,
        "the woven class would have "
            + e.getConstantPoolCount()
            + " constants, a class file allows "
            + CLASS_FILE_LIMIT
            + ". Move some of its methods to another class.");
  }
}
