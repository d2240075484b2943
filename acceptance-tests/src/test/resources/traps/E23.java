// A method of 45 KB: jumps over more than 32 KB.
class T {
  @Async
  static Result<Object> m() {
    int x = one();
    for (int i = 0; i < 2; i++) {
      Await.of(later(""));
      // repeat 7000: x = x * 31 + 7;
      if (x == 0) break;
    }
    return ret(x);
  }
}
