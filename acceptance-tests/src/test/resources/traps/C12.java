// Error (not Exception) after resume completes the future.
// expect: EX:java.lang.AssertionError:err
class T {
  @Async
  static Result<Object> m() {
    Await.of(later(""));
    if (t()) throw new AssertionError("err");
    return ret("v");
  }
}
