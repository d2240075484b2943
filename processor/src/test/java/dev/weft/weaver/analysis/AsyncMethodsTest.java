package dev.weft.weaver.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.objectweb.asm.Opcodes.ACC_BRIDGE;

import dev.weft.weaver.fixture.JavaText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

class AsyncMethodsTest {

  private final Set<String> takenNames = new HashSet<>();

  /** The async methods of a class {@code A} with these members. */
  private List<AsyncMethod> find(String members) {
    return find(JavaText.classNode("A", "abstract class A {" + members + "}"));
  }

  private List<AsyncMethod> find(ClassNode node) {
    AsyncMethods finder = new AsyncMethods(node, takenNames);
    List<AsyncMethod> found = new ArrayList<>();
    for (MethodNode method : node.methods) {
      finder.find(method).ifPresent(found::add);
    }
    return found;
  }

  private static List<String> names(List<AsyncMethod> methods) {
    return methods.stream().map(method -> method.method().name).toList();
  }

  private Refusal refusalOf(String members) {
    return assertThrows(Refusal.class, () -> find(members));
  }

  @Test
  void annotatedMethod_isAsync() {
    List<AsyncMethod> found =
        find("@Async Coroutine<Void> m() { return Coroutine.done(); } void other() {}");

    assertEquals(List.of("m"), names(found));
    assertEquals(AsyncKind.COROUTINE, found.get(0).kind());
  }

  @Test
  void methodThatReturnsAStage_isHot() {
    assertEquals(
        AsyncKind.STAGE, find("@Async CompletionStage<Void> m() { return null; }").get(0).kind());
    assertEquals(
        AsyncKind.STAGE, find("@Async CompletableFuture<Void> m() { return null; }").get(0).kind());
  }

  @Test
  void methodThatReturnsAGenerator_isAGenerator() {
    assertEquals(
        AsyncKind.GENERATOR, find("@Async AsyncGenerator<?> m() { return null; }").get(0).kind());
  }

  @Test
  void abstractMethod_isNotAsync() {
    assertEquals(List.of(), find("@Async abstract Coroutine<Void> m();"));
  }

  @Test
  void bridge_isNotAsync() {
    ClassNode node =
        JavaText.classNode("A", "class A { @Async Coroutine<Void> m() { return null; } }");
    JavaText.method(node, "m").access |= ACC_BRIDGE; // javac copies annotations to bridges

    assertEquals(List.of(), find(node));
  }

  @Test
  void lambdaForAnInterfaceOfWeft_isAsyncEvenIfItDoesNotAwait() {
    assertEquals(
        List.of("lambda$m$0"),
        names(find("Object m() { return Weft.run(() -> Coroutine.of(null)); }")));
  }

  @Test
  void otherLambdaThatAwaits_isAsync() {
    List<AsyncMethod> found =
        find(
            """
            Callable<?> m(Coroutine<?> c) {
              Callable<CompletionStage<?>> lambda =
                  () -> CompletableFuture.completedFuture(Await.of(c));
              return lambda;
            }
            """);

    assertEquals(List.of("lambda$m$0"), names(found));
    assertEquals(AsyncKind.STAGE, found.get(0).kind());
  }

  @Test
  void otherLambdaThatDoesNotAwait_isNotAsync() {
    assertEquals(
        List.of(),
        find(
            """
            Callable<?> m() {
              Callable<Coroutine<Void>> lambda = () -> Coroutine.done();
              return lambda;
            }
            """));
  }

  @Test
  void serializableLambda_isFoundToo() {
    List<AsyncMethod> found =
        find(
            """
            Object m() {
              return (AsyncCallable<Object, Exception> & java.io.Serializable)
                  () -> Coroutine.of(null);
            }
            """);

    assertEquals(1, found.size());
  }

  @Test
  void stateMachine_isNamedAfterClassAndMethod() {
    assertEquals(
        "A$m$Async",
        find("@Async Coroutine<Void> m() { return Coroutine.done(); }").get(0).frameClass());
  }

  @Test
  void stateMachinesOfOverloads_areNumbered() {
    List<AsyncMethod> found =
        find(
            """
            @Async Coroutine<Void> m() { return Coroutine.done(); }
            @Async Coroutine<Void> m(int i) { return Coroutine.done(); }
            @Async Coroutine<Void> m(long l) { return Coroutine.done(); }
            """);

    assertEquals(
        List.of("A$m$Async", "A$m$Async1", "A$m$Async2"),
        found.stream().map(AsyncMethod::frameClass).toList());
  }

  @Test
  void takenName_isAvoided() {
    takenNames.add("A$m$Async");

    assertEquals(
        "A$m$Async1",
        find("@Async Coroutine<Void> m() { return Coroutine.done(); }").get(0).frameClass());
  }

  /**
   * File systems allow 255 bytes, ".class" included; the method's name is cut, not the package's.
   */
  @Test
  void longNamesOfStateMachines_areCut() {
    String name = "\u00e4".repeat(150);
    List<AsyncMethod> found =
        find(
            ("@Async Coroutine<Void> #() { return Coroutine.done(); }"
                    + "@Async Coroutine<Void> #(int i) { return Coroutine.done(); }")
                .replace("#", name));

    String cut = "A$" + "\u00e4".repeat(118);
    assertEquals(
        List.of(cut + "$Async", cut + "$Async1"),
        found.stream().map(AsyncMethod::frameClass).toList());
  }

  /** As Kotlin's may be: Windows has no files with such names. */
  @Test
  void oddNamesOfMethods_giveNamesOfFiles() {
    ClassNode node =
        JavaText.classNode(
            "A", "class A { @Async Coroutine<Void> m() { return Coroutine.done(); } }");
    node.methods.get(1).name = "what is a|b: \"c\"?";

    assertEquals("A$what is a_b_ _c__$Async", find(node).get(0).frameClass());
  }

  @Test
  void otherReturnType_isRefused() {
    Refusal refusal = refusalOf("\n\n@Async String m() {\nreturn null; }");

    assertEquals("AsyncReturnType", refusal.tag());
    assertEquals(4, refusal.line());
    assertEquals(
        "an @Async method returns Coroutine<T>, CompletionStage<T>, CompletableFuture<T> or"
            + " AsyncGenerator<T>, not java.lang.String: its result is there only later. Change the return type, or"
            + " remove @Async.",
        refusal.getMessage());
  }

  @Test
  void nativeMethod_isRefused() {
    Refusal refusal = refusalOf("@Async native Coroutine<Void> m();");

    assertEquals("AsyncNative", refusal.tag());
    assertEquals(
        "a native method cannot be @Async: it has no body to weave. Remove the annotation.",
        refusal.getMessage());
  }

  @Test
  void awaitInAMethodThatIsNotAsync_isRefused() {
    Refusal refusal = refusalOf("void m(Coroutine<?> c) {\n\nAwait.of(c); }");

    assertEquals("AwaitOutsideAsync", refusal.tag());
    assertEquals(3, refusal.line());
    assertEquals(
        "await outside an async method: only an @Async method, or a lambda of async return type,"
            + " can suspend. Mark the method @Async and let it return Coroutine<T>; where that cannot"
            + " be, start an async method from it with Weft.createTask(...), or with Weft.run(...)"
            + " where no loop runs.",
        refusal.getMessage());
  }

  @Test
  void awaitInAMethodOfAsyncTypeThatIsNotMarked_isRefused() {
    assertEquals(
        "await outside an async method: only an @Async method, or a lambda of async return type,"
            + " can suspend. Mark the method @Async.",
        refusalOf("Coroutine<Void> m(Coroutine<?> c) { Await.of(c); return Coroutine.done(); }")
            .getMessage());
  }

  @Test
  void referenceToAwaitOrYield_isRefused() {
    Refusal refusal =
        refusalOf(
            """
            @Async Coroutine<Void> m() {
              java.util.function.Function<Coroutine<String>, String> await =
                  Await::of;
              return null;
            }
            """);

    assertEquals("AwaitMethodReference", refusal.tag());
    assertEquals(2, refusal.line());
    assertEquals(
        "Await::of or Yield::of as a method reference: whoever calls it is not async and cannot be"
            + " suspended. Await or yield in a loop; or pass all to Weft.gather and await that.",
        refusal.getMessage());
  }

  @Test
  void yieldInAMethodThatIsNotAsync_isRefused() {
    Refusal refusal = refusalOf("void m() {\n\nYield.of(1); }");

    assertEquals("YieldOutsideGenerator", refusal.tag());
    assertEquals(3, refusal.line());
    assertEquals(
        "Yield.of outside an async generator: only an @Async method that returns AsyncGenerator<T>"
            + " can produce values one by one. Change the return type, or collect the values.",
        refusal.getMessage());
  }

  @Test
  void awaitInALambdaOfAnotherReturnType_isRefused() {
    Refusal refusal =
        refusalOf(
            """
            Callable<?> m(Coroutine<String> c) {
              Callable<String> lambda = () -> Await.of(c);
              return lambda;
            }
            """);

    assertEquals("AwaitOutsideAsync", refusal.tag());
    assertEquals(
        "await in a lambda that returns java.lang.String: a lambda is async if it returns Coroutine"
            + " or CompletionStage. Use one of Weft's functional interfaces, such as AsyncCallable,"
            + " await in a loop instead of the lambda, or start an async method in it with"
            + " Weft.createTask(...).",
        refusal.getMessage());
  }

  @Test
  void awaitInAConstructor_isRefused() {
    Refusal refusal = refusalOf("A(Coroutine<?> c) { Await.of(c); }");

    assertEquals("AwaitOutsideAsync", refusal.tag());
    assertEquals(
        "await in a constructor or initialiser: the object must be ready when it ends, which leaves"
            + " no time to wait. Await in a static @Async method that then calls the constructor.",
        refusal.getMessage());
  }

  @Test
  void awaitInAStaticInitializer_isRefused() {
    Refusal refusal = refusalOf("static Object o = Await.of(Coroutine.done());");

    assertEquals("AwaitOutsideAsync", refusal.tag());
    assertEquals(
        "await in a static initialiser: the class must be ready when it ends, which leaves no time"
            + " to wait. Await in an @Async method, and set the field from there.",
        refusal.getMessage());
  }

  @Test
  void methodThatOnlyMentionsLambdas_isNotAsync() {
    ClassNode node = JavaText.classNode("A", "class A { Runnable m() { return () -> {}; } }");
    MethodNode method = JavaText.method(node, "m");

    assertEquals(Optional.empty(), new AsyncMethods(node, takenNames).find(method));
  }
}
