// Super/this ctor-like: two NEW of same class on stack.
// expect: P(P(1,2),3)
class T {
  @Async
  static Result<Object> m() {
    return ret(new P(new P(1, Await.of(later(2))), Await.of(later(3))).toString());
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
