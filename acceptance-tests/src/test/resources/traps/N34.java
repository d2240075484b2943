// Coroutine.done().
// expect: ran,null
// kinds: COROUTINE
class T {
  @Async
  static Coroutine<Void> nothing() {
    Await.of(later(""));
    add("ran");
    return Coroutine.done();
  }

  @Async
  static Result<Object> m() {
    log("");
    add(Await.of(nothing()));
    return ret(log());
  }
}
