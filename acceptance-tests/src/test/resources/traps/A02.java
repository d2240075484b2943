// Long+double on operand stack (category-2).
// expect: 1.00000000075E10
class T {
  @Async
  static Result<Object> m() {
    long a = 10000000000L;
    double d = 0.5;
    return ret(f(a, d, Await.of(later(7))));
  }

  static Object f(long a, double d, int i) {
    return a + d + i;
  }
}
