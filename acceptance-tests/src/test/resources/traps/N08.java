// Slots that hold one type at a loop's header and another at the await inside the loop.
// expect: 0-a0:0.5-b1:1.5-a2:2.5
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    for (int i = 0; i < 3; i++) {
      if (i % 2 == 0) {
        String s = Await.of(later("a"));
        long l = i;
        r += (i == 0 ? i + "-" : "-") + s + l;
      } else {
        double d = i;
        String s = Await.of(later("b"));
        int n = Await.of(later(1));
        r += "-" + s + n + (d == 1 ? "" : "!");
      }
      {
        float f = 0.5f;
        float g = Await.of(later(f));
        r += ":" + (g + i);
      }
    }
    return ret(r.replace(":2.5", ":2.5"));
  }
}
