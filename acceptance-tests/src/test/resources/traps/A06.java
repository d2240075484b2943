// New with conditional arg (frame holds uninitialized) + await.
// expect: P(x,7)
class T {
  @Async
  static Result<Object> m() {
    boolean q = t();
    return ret(new P(q ? Await.of(later("x")) : "y", q ? Await.of(later(7)) : 8).toString());
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
