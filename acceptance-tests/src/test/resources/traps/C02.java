// Checked exception from failed await caught by type.
// expect: io
class T {
  @Async
  static Result<Object> m() {
    try {
      if (!t()) throw new IOException("x");
      Await.of(fail(new IOException("io")));
      return ret("no");
    } catch (IOException e) {
      return ret(e.getMessage());
    }
  }
}
