// Overloads, same name async methods + varargs async.
// expect: 1,s,3
class T {
  @Async
  static Result<Object> k(int i) {
    return ret(Await.of(later(i)));
  }

  @Async
  static Result<Object> k(String s) {
    return ret(Await.of(later(s)));
  }

  @Async
  static Result<Object> v(Object... a) {
    Await.of(later(""));
    return ret(a.length);
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(k(1)) + "," + Await.of(k("s")) + "," + Await.of(v(1, 2, 3)));
  }
}
