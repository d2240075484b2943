// The whole of a catch block's state: parameter captured by a lambda, rethrown after an await.
// expect: EX:java.lang.IllegalArgumentException:p:msg
class T {
  @Async
  static Result<Object> m() {
    try {
      Await.of(fail(new IllegalArgumentException("p:msg")));
      return ret("no");
    } catch (RuntimeException e) {
      Supplier<String> message = () -> e.getMessage();
      Await.of(later(""));
      if (!message.get().equals("p:msg")) return ret("lost");
      throw e;
    }
  }
}
