// CCE of heap-polluted generic result caught in same try.
// expect: cce
class T {
  @Async
  static Result<Object> m() {
    CompletableFuture<Integer> f = (CompletableFuture<Integer>) (Object) later("str");
    try {
      Integer i = Await.of(f);
      return ret("no" + i);
    } catch (ClassCastException e) {
      return ret("cce");
    }
  }
}
