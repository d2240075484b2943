// Null local across await, then assigned in loop (null merges with String).
// expect: x0x1x2
class T {
  @Async
  static Result<Object> m() {
    String s = null;
    for (int i = 0; i < 3; i++) {
      String v = Await.of(later("x" + i));
      if (s == null) s = v;
      else s = s + v;
    }
    return ret(s);
  }
}
