// A method of 56 KB: the woven one must not pass 64 KB, and jumps over 32 KB.
// slow: large method
class T {
  @Async
  static Result<Object> m() {
    int x = one();
    Await.of(later(""));
    // repeat 7000: x = x * 31 + 7;
    return ret(x);
  }
}
