// One failed future, two awaiters: the same exception object, left as it was.
// expect: same,0,same trace
class T {
  static Throwable caught(int i, Throwable e) {
    return e;
  }

  @Async
  static Result<Object> awaiter(CompletableFuture<Object> f) {
    try {
      return ret(Await.of(f));
    } catch (IllegalStateException e) {
      return ret(e);
    }
  }

  @Async
  static Result<Object> m() {
    IllegalStateException e = new IllegalStateException("shared");
    String trace = Arrays.toString(e.getStackTrace());
    CompletableFuture<Object> f = fail(e);
    Object one = Await.of(awaiter(f));
    Object two = Await.of(awaiter(f));
    return ret(
        (one == e && two == e ? "same" : "different")
            + ","
            + e.getSuppressed().length
            + ","
            + (trace.equals(Arrays.toString(e.getStackTrace())) ? "same trace" : "changed trace"));
  }
}
