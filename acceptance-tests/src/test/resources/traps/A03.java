// Interleaved cat1/cat2 on stack.
// expect: 1|2|3.0|4.0|x|5|true
class T {
  @Async
  static Result<Object> m() {
    return ret(f(1, 2L, 3f, 4d, Await.of(later("x")), 5L, true));
  }

  static Object f(int i, long l, float f, double d, String s, long l2, boolean b) {
    return i + "|" + l + "|" + f + "|" + d + "|" + s + "|" + l2 + "|" + b;
  }
}
