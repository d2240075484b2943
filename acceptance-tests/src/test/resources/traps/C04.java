// Return in try: the result is there only after finally has run.
// expect: F,G,v
class T {
  @Async
  static Result<Object> m() {
    log("");
    add(Await.of(k()));
    return ret(log());
  }

  @Async
  static Result<Object> k() {
    try {
      Await.of(later(""));
      return ret("v");
    } finally {
      add("F");
      Await.of(later(""));
      add("G");
    }
  }
}
