// Unnamed variables and patterns.
// expect: 3:1:caught
// release: 25
class T {
  record Pair(Object a, Object b) {}

  @Async
  static Result<Object> m() {
    int n = 0;
    for (var _ : List.of(1, 2, 3)) n += Await.of(later(1));
    Object pair = new Pair(1, 2);
    Object first =
        switch (pair) {
          case Pair(Integer i, _) when Await.of(later(true)) -> Await.of(later(i));
          default -> "";
        };
    String caught = "";
    try {
      Await.of(fail(new IllegalStateException()));
    } catch (IllegalStateException _) {
      caught = Await.of(later("caught"));
    }
    var _ = Await.of(later(""));
    return ret(n + ":" + first + ":" + caught);
  }
}
