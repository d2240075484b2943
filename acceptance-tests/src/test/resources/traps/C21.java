// Exception restoring: failing future type hierarchy catch order with rethrow precise.
// expect: EX:java.lang.IllegalArgumentException:p
class T {
  @Async
  static Result<Object> m() {
    try {
      Await.of(fail(new IllegalArgumentException("p")));
      return ret("no");
    } catch (RuntimeException e) {
      Await.of(later(""));
      throw e;
    }
  }
}
