package dev.weft.weaver.emit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.weft.weaver.analysis.Neighbours;
import dev.weft.weaver.fixture.Instructions;
import dev.weft.weaver.fixture.JavaText;
import dev.weft.weaver.fixture.Listing;
import dev.weft.weaver.fixture.Woven;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.LocalVariableNode;
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
  void stub_hasNoLine() {
    assertEquals(List.of(), Instructions.lines(stub));
  }

  /** Tools read the names of parameters there when there is no MethodParameters attribute. */
  @Test
  void stub_keepsReceiverAndParametersAmongItsVariables() {
    List<LocalVariableNode> variables = stub.localVariables;

    assertEquals(
        List.of("0 this LA;", "1 c Ldev/weft/Coroutine;", "2 n J"),
        variables.stream().map(v -> v.index + " " + v.name + " " + v.desc).toList());
    assertEquals("Ldev/weft/Coroutine<TT;>;", variables.get(1).signature);
    for (LocalVariableNode variable : variables) {
      assertNull(Neighbours.previousReal(variable.start));
      assertNull(Neighbours.nextReal(variable.end));
    }
  }

  @Test
  void hotStub_keepsItsParametersToo() {
    MethodNode hot =
        Woven.of(
                "class A { @Async static CompletionStage<Void> m(int i, String s) {"
                    + " int j = i; return CompletableFuture.completedFuture(null); } }")
            .stub("A", "m");
    List<LocalVariableNode> variables = hot.localVariables;

    assertEquals(List.of("i", "s"), variables.stream().map(v -> v.name).toList());
  }

  @Test
  void stubOfAMethodWithoutVariableTable_hasNone() {
    MethodNode bare =
        Woven.of(
                "class A { @Async Coroutine<Void> m(int i) { return Coroutine.done(); } }",
                "-g:none")
            .stub("A", "m");

    assertEquals(List.of(), bare.localVariables);
  }
}
