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
            + ", which was not woven. Compiled by javac: put weft-processor on the processor path"
            + " (Maven: annotationProcessorPaths; Gradle: annotationProcessor; javac:"
            + " -processorpath) and remove -proc:none. Compiled by ECJ, Kotlin or others: weave the"
            + " class files with weft-maven-plugin (its goal weave runs in the phase"
            + " process-classes: 'mvn compile' ends before it), the Gradle plugin dev.weft, or 'java"
            + " -jar weft-processor.jar weave <dir>', or while they are loaded, with"
            + " -javaagent:weft-processor.jar. In Kotlin only functions marked @Async are woven,"
            + " no lambdas. The goal check of weft-maven-plugin finds such classes in the build.");
  }
}
