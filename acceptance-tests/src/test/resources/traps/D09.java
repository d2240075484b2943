// Sealed types and record patterns (indy typeSwitch), an await in a guard.
// expect: P:3:ok
// release: 21
class T {
  sealed interface Sh permits Pt, Ci {}

  record Pt(int x, int y) implements Sh {}

  record Ci(int r) implements Sh {}

  @Async
  static Result<Object> m() {
    Sh sh = new Pt(1, 2);
    Object r =
        switch (sh) {
          case Pt(int x, int y) when x > 5 -> "big";
          case Pt(int x, int y) when Await.of(later(true)) ->
              "P:" + (x + y) + ":" + Await.of(later("ok"));
          case Pt p -> "p";
          case Ci ci -> "c";
        };
    return ret(r);
  }
}
