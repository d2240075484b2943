// A labelled block, unreachable code after endless loops, empty statements, nested labels.
// expect: ab3
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    block:
    {
      r += Await.of(later("a"));
      if (t()) break block;
      r += Await.of(later("!"));
    }
    ;
    outer:
    while (true) {
      inner:
      for (; ; ) {
        r += Await.of(later("b"));
        if (t()) break outer;
        continue inner;
      }
    }
    int n = 0;
    do n += Await.of(later(1));
    while (n < 3);
    return ret(r + n);
  }
}
