// Switch on strings with equal hashes, awaits in the arms and in the selector, in a loop.
// expect: 12d1
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    for (String s : new String[] {"Aa", "BB", "C#", "Aa"}) {
      switch (Await.of(later(s))) {
        case "Aa":
          r += Await.of(later(1));
          break;
        case "BB":
          r += Await.of(later(2));
          continue;
        default:
          r += Await.of(later("d"));
      }
    }
    return ret(r);
  }
}
