// The same coroutine twice: the second await fails, and says so, also after completion.
// expect: v,ISE,ISE
// kinds: COROUTINE
// oracle: none
class T {
  @Async
  static Result<Object> k() {
    return ret(Await.of(later("v")));
  }

  @Async
  static Result<Object> m() {
    Result<Object> c = k();
    Object v = Await.of(c);
    return ret(v + "," + Await.of(again(c)) + "," + Await.of(again(c)));
  }

  @Async
  static Result<Object> again(Result<Object> c) {
    try {
      return ret(Await.of(c));
    } catch (IllegalStateException e) {
      return ret("ISE");
    }
  }
}
