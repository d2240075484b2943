// Await inside switch expression used as call arg, stack non-empty.
// expect: 1|x|2
class T {
  @Async
  static Result<Object> m() {
    int k = one();
    return ret(
        f(
            1,
            switch (k) {
              case 1 -> Await.of(later("x"));
              default -> "d";
            },
            2L));
  }

  static Object f(int a, String b, long l) {
    return a + "|" + b + "|" + l;
  }
}
