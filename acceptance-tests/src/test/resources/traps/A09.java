// Outer.new Inner(await).
// expect: in:x:5
class T {
  int v = 5;

  class In {
    final String s;

    In(String s) {
      this.s = s;
    }

    public String toString() {
      return "in:" + s + ":" + v;
    }
  }

  @Async
  static Result<Object> m() {
    T o = new T();
    return ret(o.new In(Await.of(later("x"))).toString());
  }
}
