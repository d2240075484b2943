// Exception thrown while evaluating the awaited expression, in try.
// expect: arg
class T {
  static CompletableFuture<String> bad() {
    throw new IllegalStateException("arg");
  }

  @Async
  static Result<Object> m() {
    try {
      return ret(Await.of(later("")) + Await.of(bad()));
    } catch (IllegalStateException e) {
      return ret(e.getMessage());
    }
  }
}
