package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.ParameterNode;

class StubEmitterTest {

  private final Woven woven =
      Woven.of(
          """
          class A<T extends Number> {
            @Deprecated @Async
            protected Coroutine<T> m(@Deprecated Coroutine<T> c, long n) throws Exception {
              try {
                return Coroutine.of(Await.of(c));
              } finally {
                System.out.println(n);
              }
            }
          }
          """,
          "-parameters");
  private final MethodNode stub = woven.stub("A", "m");
  private final MethodNode original =
      JavaText.method(JavaText.read(woven.originals().get("A")), "m");

  @Test
  void stub_keepsAccessDescriptorSignatureAndExceptions() {
    assertEquals(original.access, stub.access);
    assertEquals(original.desc, stub.desc);
    assertEquals("(Ldev/weft/Coroutine<TT;>;J)Ldev/weft/Coroutine<TT;>;", stub.signature);
    assertEquals(List.of("java/lang/Exception"), stub.exceptions);
  }

  @Test
  void stub_keepsItsAnnotations() {
    assertEquals(List.of("Ljava/lang/Deprecated;"), types(stub.visibleAnnotations));
    assertEquals(List.of("Ldev/weft/annotations/Async;"), types(stub.invisibleAnnotations));
    assertEquals(List.of("Ljava/lang/Deprecated;"), types(stub.visibleParameterAnnotations[0]));
  }

  private static List<String> types(List<AnnotationNode> annotations) {
    return annotations.stream().map(annotation -> annotation.desc).toList();
  }

  @Test
  void hotMethod_runsItsBodyItself() {
    MethodNode hot =
        Woven.of(
                "class A { @Async static CompletionStage<Void> m(int i) {"
                    + " return CompletableFuture.completedFuture(null); } }")
            .stub("A", "m");

    assertEquals(
        List.of("enter", "depth", "m", "returned", "threw"),
        Instructions.find(hot, MethodInsnNode.class, call -> true).stream()
            .map(call -> call.name)
            .toList());
  }

  @Test
  void stub_keepsParameterNames() {
    List<ParameterNode> parameters = stub.parameters;

    assertEquals(List.of("c", "n"), parameters.stream().map(p -> p.name).toList());
  }

  @Test
  void stub_onlyMakesTheStateMachine() {
    assertEquals(
        List.of(
            "ALOAD 0",
            "ALOAD 1",
            "LLOAD 2",
            "INVOKESTATIC A$m$Async.create (LA;Ldev/weft/Coroutine;J)Ldev/weft/Coroutine;",
            "ARETURN"),
        Listing.of(stub.instructions));
    assertEquals(List.of(), stub.tryCatchBlocks);
  }

  @Test
  void stub_hasNoLineAndNoLocalVariables() {
    assertEquals(List.of(), Instructions.lines(stub));
    assertEquals(List.of(), stub.localVariables);
  }
}
