// Doubly nested class async method uses private of outermost.
// expect: top
class T {
  private static String top() {
    return "top";
  }

  static class N1 {
    static class N2 {
      @Async
      static Result<Object> go() {
        Await.of(later(""));
        return ret(top());
      }
    }
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(N1.N2.go()));
  }
}
