// Labeled break/continue with awaits.
// expect: 00.01.10.11.20.
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    out:
    for (int i = 0; i < 5; i++)
      for (int j = 0; ; j++) {
        r += Await.of(later("" + i + j + "."));
        if (j == 1) continue out;
        if (i == 2) break out;
      }
    return ret(r);
  }
}
