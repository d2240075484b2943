// Return any stage in one branch, a plain value in the other (tail call, ternary).
// expect: tail-x
// kinds: STAGE, FUTURE
class T {
  @Async
  static Result<Object> m() {
    return ret("" + Await.of(k(true)) + Await.of(k(false)));
  }

  @Async
  static Result<Object> k(boolean b) {
    Await.of(later(""));
    return b ? later((Object) "tail-") : ret((Object) "x");
  }
}
