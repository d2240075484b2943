package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AsyncReturnTypeTest extends CheckTest {

  @Test
  void plainTypes_areRefused() {
    assertEquals(
        List.of(
            "3:8: error: [AsyncReturnType] an @Async method returns int: the caller gets the result"
                + " later, so the type must hold a result that is still to come. Return"
                + " Coroutine<Integer>, CompletionStage or CompletableFuture.",
            "4:8: error: [AsyncReturnType] an @Async method returns void: the caller gets the"
                + " result later, so the type must hold a result that is still to come. Return"
                + " Coroutine<Void>, CompletionStage or CompletableFuture.",
            "5:12: error: [AsyncReturnType] an @Async method returns java.util.List<T>: the caller"
                + " gets the result later, so the type must hold a result that is still to come."
                + " Return Coroutine<java.util.List<T>>, CompletionStage or CompletableFuture."),
        findings(
            "@Async int a() { return 1; }",
            "@Async void b() {}",
            "@Async List<T> c() { return List.of(); }"));
  }

  @Test
  void otherTypesOfResultsToCome_areRefused() {
    assertEquals(
        List.of(
            refusalOfAsyncValue("4:17", "T.Mine"),
            refusalOfAsyncValue("5:23", "java.util.concurrent.Future<java.lang.String>"),
            refusalOfAsyncValue("6:21", "dev.weft.Task<java.lang.String>"),
            refusalOfAsyncValue("7:47", "C")),
        findings(
            "static class Mine extends CompletableFuture<Void> {}",
            "abstract @Async Mine m();",
            "abstract @Async Future<String> f();",
            "abstract @Async Task<String> t();",
            "abstract @Async <C extends Coroutine<String>> C c();"));
  }

  private static String refusalOfAsyncValue(String position, String type) {
    return position
        + ": error: [AsyncReturnType] an @Async method returns "
        + type
        + ": the weaver must make what the caller gets, and can make no such object. Return"
        + " Coroutine, CompletionStage or CompletableFuture.";
  }

  @Test
  void bodyOfARefusedMethod_isNotBlamedToo() {
    assertEquals(
        List.of(
            "3:8: error: [AsyncReturnType] an @Async method returns java.lang.String: the caller"
                + " gets the result later, so the type must hold a result that is still to come."
                + " Return Coroutine<java.lang.String>, CompletionStage or CompletableFuture.",
            "4:15: error: [AsyncReturnType] an @Async method returns void: the caller gets the"
                + " result later, so the type must hold a result that is still to come. Return"
                + " Coroutine<Void>, CompletionStage or CompletableFuture."),
        findings("@Async String a() { return null; }", "@Async static void b() {}"));
  }

  @Test
  void asyncTypes_areAccepted() {
    assertNoFindings(
        "@Async Coroutine<Void> a() { return Coroutine.of(Await.of(a())); }",
        "@Async CompletionStage<Void> b() {",
        "  return CompletableFuture.completedStage(Await.of(a())); }",
        "@Async CompletableFuture<Void> c() {",
        "  return CompletableFuture.completedFuture(Await.of(a())); }",
        "@Async abstract Coroutine<Void> d();");
  }

  @Test
  void generator_isAccepted() {
    assertNoFindings("@Async AsyncGenerator<String> g() { return AsyncGenerator.end(); }");
  }

  @Test
  void unknownType_isLeftToJavac() {
    assertEquals(
        List.of("3:8: error: cannot find symbol\n  symbol:   class Corutine\n  location: class T"),
        findings("@Async Corutine<String> g() { return null; }"));
  }
}
