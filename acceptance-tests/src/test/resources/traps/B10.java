// Local assigned in try before throwing await is visible in catch.
// expect: 2
class T {
  @Async
  static Result<Object> m() {
    int x = 1;
    try {
      x = 2;
      Await.of(fail(new RuntimeException("b")));
      x = 3;
    } catch (RuntimeException e) {
      return ret(x);
    }
    return ret(-1);
  }
}
