// Pattern switches in loops: a failing guard restarts the switch.
// expect: big 7;small 3;text x;other 2.5;
// release: 21
class T {
  record Box(Object content) {}

  @Async
  static Result<Object> m() {
    String r = "";
    for (Object o : new Object[] {new Box(7), 3, new Box("x"), 2.5}) {
      r +=
          switch (Await.of(later(o))) {
            case Box(Integer i) when Await.of(later(i > 100)) -> "huge " + i;
            case Box(Integer i) when Await.of(later(i > 5)) -> "big " + Await.of(later(i));
            case Box(String s) when !Await.of(later(s.isEmpty())) -> "text " + s;
            case Integer i when Await.of(later(i > 5)) -> "large " + i;
            case Integer i -> "small " + Await.of(later(i));
            case null -> "null";
            default -> "other " + Await.of(later(o));
          };
      r += ";";
    }
    return ret(r);
  }
}
