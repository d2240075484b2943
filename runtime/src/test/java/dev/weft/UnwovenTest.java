package dev.weft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** The calls are reflective, because nobody weaves these. */
class UnwovenTest {

  @Test
  void await_namesTheClassAndEveryRemedy() throws Exception {
    assertEquals(
        "[NotWoven] Await.of was called in dev.weft.UnwovenTest, which was not woven. Compiled by"
            + " javac: put weft-processor on the processor path (Maven: annotationProcessorPaths;"
            + " Gradle: annotationProcessor; javac: -processorpath) and remove -proc:none. Compiled"
            + " by ECJ, Kotlin or others: weave the class files with weft-maven-plugin (its goal weave"
            + " runs in the phase process-classes: 'mvn compile' ends before it), the Gradle plugin"
            + " dev.weft, or 'java -jar weft-processor.jar weave <dir>', or while they are loaded,"
            + " with -javaagent:weft-processor.jar. In Kotlin only functions marked @Async are woven,"
            + " no lambdas. The goal check of weft-maven-plugin finds such classes in the build.",
        failure(Await.class.getMethod("of", Awaitable.class)).getMessage());
  }

  @Test
  void yield_namesTheClass() throws Exception {
    String message = failure(Yield.class.getMethod("of", Object.class)).getMessage();
    assertTrue(message.startsWith("[NotWoven] Yield.of was called in dev.weft.Unwoven"), message);
  }

  private static IllegalStateException failure(Method method) {
    var thrown =
        assertThrows(InvocationTargetException.class, () -> method.invoke(null, (Object) null));
    return (IllegalStateException) thrown.getCause();
  }
}
