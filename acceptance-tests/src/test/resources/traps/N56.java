// StackOverflowError in the body after a resumption is the body's to catch, and its failure.
// expect: caught,EX:java.lang.StackOverflowError:null
class T {
  static int forever(int i) {
    return forever(i + 1) + 1;
  }

  @Async
  static Result<Object> k(boolean catching) {
    Await.of(later(""));
    try {
      return ret(forever(0));
    } catch (StackOverflowError e) {
      if (!catching) throw e;
      return ret(Await.of(later("caught")));
    }
  }

  @Async
  static Result<Object> m() {
    Object first = Await.of(k(true));
    try {
      return ret(first + "," + Await.of(k(false)));
    } catch (StackOverflowError e) {
      return ret(first + ",EX:" + e.getClass().getName() + ":" + e.getMessage());
    }
  }
}
