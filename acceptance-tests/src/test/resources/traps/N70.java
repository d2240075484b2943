// A return of one of several values, each on lines of its own: the return itself has a line too.
// expect: a1 c
class T {
  @Async
  static Result<Object> m() {
    return ret(
        Await.of(conditional(one()))
            + " "
            + Await.of(chosen(one() + 1)));
  }

  @Async
  static Result<String> conditional(int x) {
    return x > 0
        ? ret(
            "a" + Await.of(later(x)))
        : ret(
            "b");
  }

  @Async
  static Result<String> chosen(int x) {
    return switch (x) {
      case 1 ->
          ret("b" + Await.of(later(x)));
      default ->
          ret("c");
    };
  }
}
