// No result: Void methods.
// expect: ran,null
class T {
  @Async
  static Result<Void> nothing() {
    Await.of(later(""));
    add("ran");
    return ret(null);
  }

  @Async
  static Result<Object> m() {
    log("");
    add(Await.of(nothing()));
    return ret(log());
  }
}
