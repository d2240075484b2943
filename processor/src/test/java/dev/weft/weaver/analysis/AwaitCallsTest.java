package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;

import dev.weft.weaver.fixture.JavaText;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;

class AwaitCallsTest {

  private static final String OBJECT_TO_COROUTINE = "(Ljava/lang/Object;)Ldev/weft/Coroutine;";

  /** The calls of a method with this body. */
  private static List<MethodInsnNode> calls(String body) {
    var node =
        JavaText.classNode(
            "A",
            "class A { Object m(Coroutine<?> c, CompletionStage<?> s) throws Exception {"
                + body
                + "} }");
    List<MethodInsnNode> calls = new ArrayList<>();
    for (AbstractInsnNode insn : JavaText.method(node, "m").instructions) {
      if (insn instanceof MethodInsnNode call) {
        calls.add(call);
      }
    }
    return calls;
  }

  private static MethodInsnNode call(String expression) {
    return calls("return " + expression + ";").get(0);
  }

  @Test
  void awaitOfAnAwaitable_isAnAwait() {
    MethodInsnNode call = call("Await.of(c)");

    assertTrue(AwaitCalls.isAwait(call));
    assertFalse(AwaitCalls.awaitsStage(call));
  }

  @Test
  void awaitOfAStage_isAnAwait() {
    MethodInsnNode call = call("Await.of(s)");

    assertTrue(AwaitCalls.isAwait(call));
    assertTrue(AwaitCalls.awaitsStage(call));
  }

  @Test
  void awaitThatNamesAnException_isAnAwait() {
    assertTrue(AwaitCalls.isAwait(call("Await.of(c, Exception.class)")));
    assertTrue(AwaitCalls.awaitsStage(call("Await.of(s, Exception.class)")));
  }

  @Test
  void yield_isNoAwait() {
    MethodInsnNode call = calls("Yield.of(c); return null;").get(0);

    assertTrue(AwaitCalls.isYield(call));
    assertFalse(AwaitCalls.isAwait(call));
  }

  @Test
  void otherMethodCalledOf_isNoAwait() {
    assertFalse(AwaitCalls.isAwait(call("java.util.List.of(c)")));
  }

  @Test
  void coroutineOf_isAValueOfACoroutineMethodOnly() {
    MethodInsnNode call = call("Coroutine.of(c)");

    assertTrue(AwaitCalls.isValueOf(call, AsyncKind.COROUTINE));
    assertFalse(AwaitCalls.isValueOf(call, AsyncKind.STAGE));
  }

  @Test
  void completedFutureAndStage_areValuesOfAStageMethodOnly() {
    MethodInsnNode future = call("CompletableFuture.completedFuture(c)");
    MethodInsnNode stage = call("CompletableFuture.completedStage(c)");

    assertTrue(AwaitCalls.isValueOf(future, AsyncKind.STAGE));
    assertTrue(AwaitCalls.isValueOf(stage, AsyncKind.STAGE));
    assertFalse(AwaitCalls.isValueOf(future, AsyncKind.COROUTINE));
  }

  @Test
  void failedFuture_isNoValue() {
    MethodInsnNode call = call("CompletableFuture.failedFuture(null)");

    assertFalse(AwaitCalls.isValueOf(call, AsyncKind.STAGE));
  }

  @Test
  void instanceMethodOfTheSameName_isNoValue() {
    var call = new MethodInsnNode(INVOKEVIRTUAL, "dev/weft/Coroutine", "of", OBJECT_TO_COROUTINE);

    assertFalse(AwaitCalls.isValueOf(call, AsyncKind.COROUTINE));
  }

  @Test
  void coroutineDone_isDone() {
    assertTrue(AwaitCalls.isDone(call("Coroutine.done()")));
    assertFalse(AwaitCalls.isDone(call("Coroutine.of(c)")));
  }
}
