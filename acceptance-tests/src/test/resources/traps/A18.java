// Await in ternary inside call args.
// expect: 1:b:2
class T {
  @Async
  static Result<Object> m() {
    boolean q = !t();
    return ret(f(1, q ? Await.of(later("a")) : Await.of(later("b")), 2L));
  }

  static Object f(int a, String s, long l) {
    return a + ":" + s + ":" + l;
  }
}
