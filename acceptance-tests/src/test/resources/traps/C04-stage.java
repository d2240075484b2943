// Return in try: a callback on the stage runs only after finally has run.
// expect: F,G,done
// kinds: STAGE, FUTURE
class T {
  @Async
  static Result<Object> m() {
    log("");
    Await.of(k().thenAccept(v -> add("done")));
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
