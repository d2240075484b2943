// Awaiting a cancelled future -> CancellationException catchable.
// expect: CE
class T {
  @Async
  static Result<Object> m() {
    CompletableFuture<String> f = new CompletableFuture<>();
    f.cancel(false);
    try {
      Await.of(f);
      return ret("no");
    } catch (CancellationException e) {
      return ret("CE");
    }
  }
}
