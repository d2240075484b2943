package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AwaitOutsideAsyncTest extends CheckTest {

  @Test
  void plainMethod_isRefused() {
    assertEquals(
        List.of(
            "4:20: error: [AwaitOutsideAsync] await in method 'm', which is not async: only an"
                + " async method can be suspended. Mark it @Async and let it return Coroutine;"
                + " only where no loop runs, call it with Weft.run(...) instead of awaiting it."),
        findings(
            "int m(Coroutine<Integer> c) {", //
            "    return Await.of(c);",
            "}"));
  }

  @Test
  void plainMethodOfAsyncType_isToldToBeMarked() {
    assertEquals(
        List.of(
            "4:33: error: [AwaitOutsideAsync] await in method 'm', which is not async: only an"
                + " async method can be suspended. Mark it @Async."),
        findings(
            "Coroutine<Integer> m(Coroutine<Integer> c) {",
            "    return Coroutine.of(Await.of(c));",
            "}"));
  }

  @Test
  void staticallyImportedAwait_isRecognised() {
    assertEquals(
        List.of(
            "T.java:2:57: error: [AwaitOutsideAsync] await in method 'm', which is not async: only"
                + " an async method can be suspended. Mark it @Async and let it return Coroutine;"
                + " only where no loop runs, call it with Weft.run(...) instead of awaiting it."),
        compileFile(
            "import static dev.weft.Await.of;",
            "class T { Void m(dev.weft.Coroutine<Void> c) { return of(c); } }"));
  }

  @Test
  void constructor_isRefused() {
    assertEquals(
        List.of(
            "3:32: error: [AwaitOutsideAsync] await in a constructor: an object exists when its"
                + " constructor returns, which leaves no time to wait. Await in a static @Async"
                + " method that then calls the constructor."),
        findings("T(Coroutine<Void> c) { Await.of(c); }"));
  }

  @Test
  void initialisers_areRefused() {
    String message =
        "error: [AwaitOutsideAsync] await in an initialiser: the class or object must be ready"
            + " when it ends, which leaves no time to wait. Await in an @Async method, and set the"
            + " field from there.";
    assertEquals(
        List.of("3:18: " + message, "4:11: " + message),
        findings(
            "static { Await.of(Coroutine.done()); }", //
            "{ Await.of(Coroutine.done()); }"));
  }

  @Test
  void fields_areRefused() {
    String message =
        "error: [AwaitOutsideAsync] await in the initialiser of a field: the class or object must"
            + " be ready when it ends, which leaves no time to wait. Await in an @Async method, and"
            + " set the field from there.";
    assertEquals(
        List.of("3:20: " + message, "5:37: " + message),
        findings(
            "Object o = Await.of(Coroutine.done());",
            "@Async Coroutine<Void> m() {",
            "  new Object() { Object o = Await.of(Coroutine.done()); };",
            "  return Coroutine.of(Await.of(Coroutine.done()));",
            "}"));
  }

  @Test
  void lambdaOfPlainType_isRefusedInsideAsyncMethodToo() {
    assertEquals(
        List.of(
            "4:32: error: [AwaitOutsideAsync] await in a lambda that returns void: a lambda is"
                + " async if it returns Coroutine or CompletionStage. Use one of Weft's functional"
                + " interfaces, such as AsyncCallable, or move the await out of the lambda."),
        findings(
            "@Async Coroutine<Void> m(List<Coroutine<Void>> l) {",
            "  l.forEach(c -> { if (Await.of(c) == null) return; });",
            "  return Coroutine.of(Await.of(l.get(0)));",
            "}"));
  }

  @Test
  void lambdasOfAsyncType_mayAwait() {
    assertNoFindings(
        "AsyncCallable<Integer, RuntimeException> a = () -> Coroutine.of(Await.of(c()));",
        "Supplier<Coroutine<Integer>> b = () -> Coroutine.of(Await.of(c()));",
        "Supplier<? extends CompletionStage<Integer>> s =",
        "    () -> CompletableFuture.completedFuture(Await.of(c()));",
        "Function<Integer, CompletableFuture<Integer>> f =",
        "    x -> CompletableFuture.completedFuture(Await.of(c()) + x);",
        "Object both = (Supplier<Coroutine<Integer>> & java.io.Serializable)",
        "    () -> Coroutine.of(Await.of(c()));",
        "<R> R apply(Supplier<R> s) { return s.get(); }",
        "Coroutine<Integer> inferred = apply(() -> Coroutine.of(Await.of(c())));",
        "static Coroutine<Integer> c() { return Coroutine.of(1); }");
  }

  @Test
  void anonymousClass_isRefusedUnlessItsMethodIsAsync() {
    assertEquals(
        List.of(
            "5:33: error: [AwaitOutsideAsync] await in method 'run' of an anonymous class, which is"
                + " not async: only an async method can be suspended. Mark it @Async and let it"
                + " return Coroutine; only where no loop runs, call it with Weft.run(...) instead of"
                + " awaiting it."),
        findings(
            "@Async Coroutine<Void> m(Coroutine<Void> c) {",
            "  new Runnable() {",
            "    public void run() { Await.of(c); } };",
            "  new Object() { @Async Coroutine<Void> n() { return Coroutine.of(Await.of(c)); } };",
            "  return Coroutine.of(Await.of(c));",
            "}"));
  }

  @Test
  void springsAsync_isRecognisedAsTheWrongOne() {
    assertEquals(
        List.of(
            "Spring.java:2:11: error: [WrongAsync] the method awaits, but this annotation is"
                + " Spring.Async: Weft weaves only methods marked with its own annotation. Import"
                + " dev.weft.annotations.Async."),
        compileFile(
            "class Spring { @interface Async {}", //
            "          @Async dev.weft.Coroutine<Void> m(dev.weft.Coroutine<Void> c) {",
            "    return dev.weft.Coroutine.of(dev.weft.Await.of(c)); } }"));
  }

  private List<String> compileFile(String... lines) {
    String name = lines[0].startsWith("class ") ? lines[0].split(" ")[1] : "T";
    return dev.weft.processor.Javac.in(directory)
        .processors(new dev.weft.processor.AsyncProcessor())
        .output("out")
        .source(name + ".java", lines)
        .compile()
        .findings();
  }
}
