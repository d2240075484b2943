// Coroutines and stages await each other, recursively.
// expect: 1+2+3+4+end
class T {
  @Async
  static Coroutine<String> cold(int i) {
    if (i > 4) return Coroutine.of(Await.of(later("end")));
    return Coroutine.of(i + "+" + Await.of(hot(i + 1)));
  }

  @Async
  static CompletableFuture<String> hot(int i) {
    if (i > 4) return later("end");
    return CompletableFuture.completedFuture(i + "+" + Await.of(cold(i + 1)));
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(cold(1)));
  }
}
