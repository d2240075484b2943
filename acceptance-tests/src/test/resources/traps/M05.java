// What was awaited is not kept alive while suspended: future, coroutine, result.
// expect: collected,collected,collected,collected,65536
// slow: garbage collections
class T {
  static <X> X tracked(X object) {
    ref = new WeakReference<Object>(object);
    return object;
  }

  @Async
  static Result<int[]> array() {
    Await.of(later(""));
    return ret(tracked(new int[1 << 16]));
  }

  @Async
  Result<Object> suspends() {
    return ret(Await.of(later("x")));
  }

  @Async
  static Result<Object> m() {
    log("");
    CompletableFuture<int[]> future = tracked(later(new int[1 << 16]));
    int n = Await.of(future).length;
    Await.of(laterGc(""));
    add(gc);
    Result<Object> coroutine = tracked(new T().suspends());
    Await.of(coroutine);
    Await.of(laterGc(""));
    add(gc);
    Await.of(array());
    Await.of(laterGc(""));
    add(gc);
    int[] result = Await.of(array());
    result[0] = 1;
    Await.of(laterGc(""));
    add(gc);
    return ret(log() + "," + n);
  }
}
