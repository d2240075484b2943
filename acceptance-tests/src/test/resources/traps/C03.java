// Await in finally, normal + exceptional path.
// expect: t,f1,f2|t,x,f1,f2
class T {
  @Async
  static Result<Object> m() {
    return ret(Await.of(k(false)) + "|" + Await.of(k(true)));
  }

  @Async
  static Result<Object> k(boolean th) {
    log("");
    try {
      try {
        add("t");
        Await.of(later(""));
        if (th) {
          add("x");
          throw new RuntimeException();
        }
      } finally {
        add(Await.of(later("f1")));
        add(Await.of(later("f2")));
      }
    } catch (RuntimeException e) {
    }
    return ret(log());
  }
}
