package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;

import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.MethodBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.Type;

class ExceptionClassArgumentsTest {

  private static final String AWAIT =
      "INVOKESTATIC dev/weft/Await.of (Ldev/weft/Awaitable;)Ljava/lang/Object;";
  private static final String AWAIT_STAGE =
      "INVOKESTATIC dev/weft/Await.of (Ljava/util/concurrent/CompletionStage;)Ljava/lang/Object;";
  private static final Type EXCEPTION = Type.getType("Ljava/io/IOException;");

  private static List<String> dropFrom(MethodBuilder code) {
    ExceptionClassArguments.drop(code.method());
    return Listing.of(code.method().instructions);
  }

  private static MethodBuilder await(MethodBuilder code, String parameters) {
    return code.call(
        INVOKESTATIC, "dev/weft/Await", "of", "(" + parameters + ")Ljava/lang/Object;");
  }

  @Test
  void classLiteral_isRemoved() {
    var code = new MethodBuilder("()V").var(ALOAD, 0).ldc(EXCEPTION);
    await(code, "Ldev/weft/Awaitable;Ljava/lang/Class;");

    assertEquals(List.of("ALOAD 0", AWAIT), dropFrom(code));
  }

  @Test
  void twoClassLiterals_areRemoved() {
    var code = new MethodBuilder("()V").var(ALOAD, 0).ldc(EXCEPTION).ldc(EXCEPTION);
    await(code, "Ljava/util/concurrent/CompletionStage;Ljava/lang/Class;Ljava/lang/Class;");

    assertEquals(List.of("ALOAD 0", AWAIT_STAGE), dropFrom(code));
  }

  @Test
  void computedClass_isEvaluatedAndDropped() {
    var code = new MethodBuilder("()V").var(ALOAD, 0).var(ALOAD, 1);
    await(code, "Ldev/weft/Awaitable;Ljava/lang/Class;");

    assertEquals(List.of("ALOAD 0", "ALOAD 1", "POP", AWAIT), dropFrom(code));
  }

  @Test
  void awaitWithoutAClass_staysAsItIs() {
    assertEquals(
        List.of("ALOAD 0", AWAIT), dropFrom(new MethodBuilder("()V").var(ALOAD, 0).await()));
  }
}
