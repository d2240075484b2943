// A pattern switch as an argument of a constructor, with operands below it.
// expect: P(1,2,s:x,3.0)
// release: 21
class T {
  record P(int i, long l, Object o, double d) {
    public String toString() {
      return "P(" + i + "," + l + "," + o + "," + d + ")";
    }
  }

  record Box(Object content) {}

  @Async
  static Result<Object> m() {
    Object o = new Box("x");
    P p =
        new P(
            1,
            Await.of(later(2L)),
            switch (o) {
              case Box(String s) when Await.of(later(false)) -> "no";
              case Box(String s) when Await.of(later(true)) -> "s:" + Await.of(later(s));
              default -> 0;
            },
            Await.of(later(3.0)));
    return ret(p.toString());
  }
}
