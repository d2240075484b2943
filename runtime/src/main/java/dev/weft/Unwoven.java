package dev.weft;

/** Explains a call that the processor should have replaced. */
final class Unwoven {

  private Unwoven() {}

  static IllegalStateException call(String method, Class<?> replaced) {
    Class<?> caller =
        StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE)
            .walk(
                frames ->
                    frames
                        .<Class<?>>map(StackWalker.StackFrame::getDeclaringClass)
                        .filter(c -> c != Unwoven.class && c != replaced)
                        .findFirst()
                        .orElse(replaced));
    return new IllegalStateException(
        "[NotWoven] "
            + method
            + " was called in "
            + caller.getName()
            + ", which was not woven. Likely reasons: weft-processor is not on the processor path"
            + " (Maven: annotationProcessorPaths; Gradle: annotationProcessor; javac:"
            + " -processorpath), or the compiler ran with -proc:none (remove it; JDK 23 and newer"
            + " need the processor path), or the class was compiled by ECJ (weave it with"
            + " weft-maven-plugin after compilation)");
  }
}
