// A loop inside an argument: its header has values of all categories on the operand stack.
// expect: 1,2,3.0,4.0,x,[5],3,y
class T {
  static String f(
      int i, long l, float f, double d, String s, int[] a, int sum, String end) {
    return i + "," + l + "," + f + "," + d + "," + s + "," + Arrays.toString(a) + "," + sum + ","
        + end;
  }

  @Async
  static Result<Object> m() {
    int k = one();
    return ret(
        f(
            1,
            2L,
            3f,
            4d,
            Await.of(later("x")),
            new int[] {5},
            switch (k) {
              case 1 -> {
                int sum = 0;
                while (sum < 3) {
                  sum += Await.of(later(1));
                }
                yield sum;
              }
              default -> 0;
            },
            Await.of(later("y"))));
  }
}
