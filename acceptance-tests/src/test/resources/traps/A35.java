// Int[] element on stack then await; multianewarray.
// expect: 9
class T {
  @Async
  static Result<Object> m() {
    int[][] g = new int[2][Await.of(later(3))];
    g[1][2] = 4;
    return ret(g[1][2] + Await.of(later(5)));
  }
}
