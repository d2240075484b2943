// Assertions: condition and message await.
// expect: EX:java.lang.AssertionError:a2
class T {
  @Async
  static Result<Object> m() {
    assert Await.of(later(true)) : Await.of(later("no"));
    assert Await.of(later(false)) : Await.of(later("a")) + 2;
    return ret("unchecked");
  }
}
