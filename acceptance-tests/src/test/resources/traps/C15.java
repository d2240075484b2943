// Try body is only an await; handler right after.
// expect: h
class T {
  @Async
  static Result<Object> m() {
    try {
      Await.of(fail(new RuntimeException()));
    } catch (RuntimeException e) {
      return ret("h");
    }
    return ret("n");
  }
}
