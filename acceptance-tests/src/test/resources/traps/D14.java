// Deep recursion 2000 async frames, suspended at the bottom.
// expect: 2000
// slow: 2,000 levels
class T {
  @Async
  static Result<Object> m() {
    return ret(Await.of(k(2000)));
  }

  @Async
  static Result<Object> k(int d) {
    if (d == 0) return ret(Await.of(later(0)));
    Object r = Await.of(k(d - 1));
    return ret((Integer) r + 1);
  }
}
