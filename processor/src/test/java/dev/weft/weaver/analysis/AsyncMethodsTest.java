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
            + " can suspend. Annotate the method with @Async and return Coroutine<T>.",
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
    assertEquals(
        "AwaitOutsideAsync",
        refusalOf(
                """
                Callable<?> m(Coroutine<String> c) {
                  Callable<String> lambda = () -> Await.of(c);
                  return lambda;
                }
                """)
            .tag());
  }

  @Test
  void awaitInAConstructorOrInitializer_isRefused() {
    assertEquals("AwaitOutsideAsync", refusalOf("A(Coroutine<?> c) { Await.of(c); }").tag());
    assertEquals(
        "AwaitOutsideAsync", refusalOf("static Object o = Await.of(Coroutine.done());").tag());
  }

  @Test
  void methodThatOnlyMentionsLambdas_isNotAsync() {
    ClassNode node = JavaText.classNode("A", "class A { Runnable m() { return () -> {}; } }");
    MethodNode method = JavaText.method(node, "m");

    assertEquals(Optional.empty(), new AsyncMethods(node, takenNames).find(method));
  }
}
