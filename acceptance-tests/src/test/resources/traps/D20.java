// Await CompletionStage<? extends Number> wildcard + generic method.
// expect: 8
class T {
  @Async
  static Result<Object> m() {
    CompletableFuture<? extends Number> f = later(5);
    Number n = Await.of(f);
    return ret(n.intValue() + Await.of(k(later(3))));
  }

  @Async
  static <N extends Number> Result<Integer> k(CompletableFuture<N> f) {
    N n = Await.of(f);
    return ret(n.intValue());
  }
}
