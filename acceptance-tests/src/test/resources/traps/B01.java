// Slot reused with different types in disjoint scopes.
// expect: 5-s-2.5
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    {
      int i = Await.of(later(5));
      r += i;
    }
    {
      String s = Await.of(later("s"));
      r += "-" + s;
    }
    {
      double d = 2.5;
      Await.of(later(1));
      r += "-" + d;
    }
    return ret(r);
  }
}
