// Null-typed locals and operands at awaits, in loops and conditionals.
// expect: null,a,ab,x
class T {
  static Object pick(Object a, Object b) {
    return a == null ? b : a;
  }

  @Async
  static Result<Object> m() {
    log("");
    String s = null;
    add(s);
    for (String next : List.of("a", "b")) {
      String v = Await.of(later(next));
      s = s == null ? v : s + v;
      add(s);
    }
    Object none = null;
    Object r = pick(none, pick(null, Await.of(later("x"))));
    return ret(log() + "," + r);
  }
}
