// A suspended loop retains O(1) memory (ea-async #56).
// expect: flat
// completions: READY, ON_LOOP
// slow: 300,000 suspensions
class T {
  @Async
  static Result<Object> m() {
    log("");
    int n = 0;
    for (int i = 0; i < 300000; i++) {
      n += Await.of(probe(i));
    }
    return ret(n == 300000 && log().isEmpty() ? "flat" : log());
  }
}
