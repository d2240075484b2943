// Nested new with several awaits.
// expect: P(P(a,1),P(b,2))
class T {
  @Async
  static Result<Object> m() {
    return ret(
        new P(new P(Await.of(later("a")), Await.of(later(1))), new P("b", Await.of(later(2))))
            .toString());
  }

  static class P {
    final Object a, b;

    P(Object a, Object b) {
      this.a = a;
      this.b = b;
    }

    public String toString() {
      return "P(" + a + "," + b + ")";
    }
  }
}
