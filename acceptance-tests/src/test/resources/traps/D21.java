// Return an async value in one branch, a plain value in the other (tail call, ternary).
// expect: tail-x
class T {
  @Async
  static Result<Object> m() {
    return ret("" + Await.of(k(true)) + Await.of(k(false)));
  }

  @Async
  static Result<Object> k(boolean b) {
    Await.of(later(""));
    return b ? tail() : ret((Object) "x");
  }

  @Async
  static Result<Object> tail() {
    return ret(Await.of(later("tail-")));
  }
}
