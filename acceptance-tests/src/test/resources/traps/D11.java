// 200k-iteration loop of ready awaits: no stack growth.
// expect: 200000
// slow: 200,000 awaits
class T {
  @Async
  static Result<Object> m() {
    int n = 0;
    for (int i = 0; i < 200000; i++) n += Await.of(CompletableFuture.completedFuture(1));
    return ret(n);
  }
}
