// Arrays of arrays and of references on the operand stack and in locals.
// expect: [[1, 2], [3]],[[[x]]],2
class T {
  static String show(Object[] a, Object[][][] b, int n) {
    return Arrays.deepToString(a) + "," + Arrays.deepToString(b) + "," + n;
  }

  @Async
  static Result<Object> m() {
    int[][] a = new int[Await.of(later(2))][];
    a[0] = new int[] {Await.of(later(1)), 2};
    a[Await.of(later(1))] = new int[] {3};
    String[][][] b = {{{Await.of(later("x"))}}};
    return ret(show(a, b, Await.of(later(a)).length));
  }
}
