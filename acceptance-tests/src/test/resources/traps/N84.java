// A hundred thousand coroutines that await each other need no stack, neither down nor up.
// expect: 100000 100000 bottom
// oracle: none
// kinds: COROUTINE
class T {
  static int unwound;

  @Async
  static Result<Integer> count(int levels) {
    return ret(levels == 0 ? Await.of(later(0)) : 1 + Await.of(count(levels - 1)));
  }

  @Async
  static Result<Integer> fail(int levels) {
    if (levels == 0) {
      Await.of(later(""));
      throw new IllegalStateException("bottom");
    }
    try {
      return ret(Await.of(fail(levels - 1)));
    } finally {
      unwound++;
    }
  }

  @Async
  static Result<Object> m() {
    int levels = 100_000;
    unwound = 0;
    String failure = "";
    try {
      Await.of(fail(levels));
    } catch (IllegalStateException e) {
      failure = e.getMessage();
    }
    return ret(Await.of(count(levels)) + " " + unwound + " " + failure);
  }
}
