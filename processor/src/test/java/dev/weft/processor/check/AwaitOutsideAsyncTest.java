package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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

  private static String inLambda(String position, String type, String remedy) {
    return position
        + ": error: [AwaitOutsideAsync] await in a lambda that returns "
        + type
        + ": a lambda is async if it returns Coroutine or CompletionStage. "
        + remedy;
  }

  @Test
  void lambdaOfPlainType_isRefusedInsideAsyncMethodToo() {
    String loop =
        "Await in a loop, or in the lambda of Weft.map(...), which runs them at the same time.";
    assertEquals(
        List.of(
            inLambda("4:32", "void", loop),
            inLambda("5:38", "java.lang.Integer", loop),
            inLambda(
                "6:29",
                "void",
                "Await what 'thenAccept' is called on, and go on behind that await."),
            inLambda(
                "7:30",
                "void",
                "Call Weft.createTask(...) in it, or Weft.run(...) if no loop runs where it is"
                    + " called; or move the await out of the lambda."),
            inLambda(
                "8:39",
                "java.lang.Void",
                "Use one of Weft's functional interfaces, such as AsyncCallable, or move the await"
                    + " out of the lambda.")),
        findings(
            "@Async Coroutine<Void> m(List<Coroutine<Void>> l, CompletableFuture<Void> f) {",
            "  l.forEach(c -> { if (Await.of(c) == null) return; });",
            "  l.stream().map(c -> one(   Await.of(c))).toList();",
            "  f.thenAccept(x -> Await.of(l.get(0)));",
            "  new Thread(() -> { Await.of(f); }).start();",
            "  Callable<Void> call = () -> Await.of(f);",
            "  return Coroutine.of(Await.of(l.get(0)));",
            "}",
            "static int one(Void nothing) { return 1; }"));
  }

  @Test
  void main_isToldHowToWait() {
    assertEquals(
        List.of(
            "4:11: error: [AwaitOutsideAsync] await in method 'main', which is not async: only an"
                + " async method can be suspended. This one starts the program: wait for an async"
                + " method with Weft.run(...)."),
        findings(
            "public static void main(String[] arguments) {", "  Await.of(Coroutine.done());", "}"));
  }

  @Test
  void methodThatOverrides_isToldHowToStartAsyncCode() {
    assertEquals(
        List.of(
            "4:31: error: [AwaitOutsideAsync] await in method 'run', which is not async: only an"
                + " async method can be suspended. This one cannot become async, since"
                + " Runnable.run returns void: start an async method from it, with"
                + " Weft.createTask(...) where a loop runs, and with Weft.run(...) where none does.",
            "6:63: error: [AwaitOutsideAsync] await in method 'call', which is not async: only an"
                + " async method can be suspended. Mark it @Async."),
        findings(
            "static class A implements Runnable {",
            "  public void run() { Await.of(Coroutine.done()); } }",
            "static class B implements Callable<Coroutine<Void>> {",
            "  public Coroutine<Void> call() { return Coroutine.of(Await.of(c())); } }",
            "static Coroutine<Void> c() { return Coroutine.done(); }"));
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
                + " not async: only an async method can be suspended. This one cannot become async,"
                + " since Runnable.run returns void: start an async method from it, with"
                + " Weft.createTask(...) where a loop runs, and with Weft.run(...) where none does."),
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
                + " dev.weft.annotations.Async.",
            "Spring.java:5:11: error: [WrongAsync] methods of the class await, but this annotation"
                + " is Spring.Async: Weft weaves only methods that are marked themselves, with its"
                + " own annotation. Import dev.weft.annotations.Async, and mark each of them."),
        compileFile(
            "class Spring { @interface Async {}", //
            "          @Async dev.weft.Coroutine<Void> m(dev.weft.Coroutine<Void> c) {",
            "    dev.weft.Await.of(c);",
            "    return dev.weft.Coroutine.of(dev.weft.Await.of(c)); }",
            "          @Async static class In {",
            "    void a(dev.weft.Coroutine<Void> c) { dev.weft.Await.of(c); }",
            "    dev.weft.AsyncGenerator<Integer> b() { dev.weft.Yield.of(1); return null; } } }"));
  }

  @Test
  void asyncThatIsNotImported_isReportedByJavacAlone() {
    List<String> findings =
        dev.weft.processor.Javac.in(directory)
            .processors(new dev.weft.processor.AsyncProcessor())
            .options("-XDshould-stop.ifError=FLOW") // Error Prone sets it
            .output("out")
            .source(
                "T.java",
                "class T {",
                "  @Async dev.weft.Coroutine<Void> m(dev.weft.Coroutine<Void> c) {",
                "    return dev.weft.Coroutine.of(dev.weft.Await.of(c)); } }")
            .compile()
            .findings();

    assertEquals(1, findings.size(), findings::toString);
    assertTrue(
        findings.get(0).startsWith("T.java:2:4: error: cannot find symbol"), findings::toString);
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
