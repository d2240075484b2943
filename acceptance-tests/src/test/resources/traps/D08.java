// Pattern instanceof across await.
// expect: S:str:x
class T {
  @Async
  static Result<Object> m() {
    Object o = Await.of(later((Object) "str"));
    if (o instanceof String s && Await.of(later(true)))
      return ret("S:" + s + ":" + Await.of(later("x")));
    return ret("no");
  }
}
