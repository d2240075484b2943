// Jumps over more than 32 KB, forwards and backwards, around awaits.
// slow: large method
class T {
  @Async
  static Result<Object> m() {
    int x = one();
    for (int i = 0; i < 2; i++) {
      Await.of(later(""));
      if (i < 2) {
        // repeat 4000: x = x * 31 + 7;
      }
      x += Await.of(later(i));
    }
    return ret(x);
  }
}
