// Null constant on stack before await.
// expect: null:x
class T {
  @Async
  static Result<Object> m() {
    return ret(f(null, Await.of(later("x"))));
  }

  static Object f(String a, String b) {
    return a + ":" + b;
  }
}
