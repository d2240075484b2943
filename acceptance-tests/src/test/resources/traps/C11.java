// Exception after resume reaches the future as-is (no CompletionException nest).
// expect: EX:java.lang.IllegalStateException:late
class T {
  @Async
  static Result<Object> m() {
    Await.of(later(""));
    if (t()) throw new IllegalStateException("late");
    return ret("v");
  }
}
