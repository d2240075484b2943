// Indy string concat with await in the middle.
// expect: a1x2c4.5null
class T {
  @Async
  static Result<Object> m() {
    Object n = null;
    return ret("a" + 1 + Await.of(later("x")) + 2L + 'c' + 4.5 + n);
  }
}
