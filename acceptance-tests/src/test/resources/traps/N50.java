// A static async method of an uninitialised class initialises it at the call, not earlier.
// expect: before,clinit,body ## before,body
class T {
  static class Lazy {
    static {
      add("clinit");
    }

    @Async
    static Result<Object> go() {
      add("body");
      return ret(Await.of(later("")));
    }
  }

  @Async
  static Result<Object> m() {
    log("");
    Await.of(later(""));
    add("before");
    Await.of(Lazy.go());
    return ret(log());
  }
}
