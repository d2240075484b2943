// Exceptions from nested async calls, caught at each level by type; finally in every level.
// expect: f3,c2 IOException,f2,f1,c1 UncheckedIOException: java.io.IOException: deep
class T {
  @Async
  static Result<Object> level(int n) throws IOException {
    try {
      if (n == 3) {
        Await.of(later(""));
        throw new IOException("deep");
      }
      return ret(Await.of(level(n + 1)));
    } catch (IOException e) {
      if (n != 2) throw e;
      add(Await.of(later("c2 ")) + e.getClass().getSimpleName());
      throw new UncheckedIOException(e);
    } finally {
      add(Await.of(later("f")) + n);
    }
  }

  @Async
  static Result<Object> m() {
    log("");
    try {
      Await.of(level(1));
    } catch (IOException | UncheckedIOException e) {
      add("c1 " + e.getClass().getSimpleName() + ": " + e.getMessage());
    }
    return ret(log());
  }
}
