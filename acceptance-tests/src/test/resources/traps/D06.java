// Switch fallthrough with awaits.
// expect: bc
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    switch (Await.of(later(2))) {
      case 1:
        r += Await.of(later("a"));
      case 2:
        r += Await.of(later("b"));
      case 3:
        r += Await.of(later("c"));
        break;
      case 4:
        r += "d";
    }
    return ret(r);
  }
}
