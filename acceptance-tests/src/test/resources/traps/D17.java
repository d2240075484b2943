// Await in do-while condition with continue.
// expect: 3
class T {
  @Async
  static Result<Object> m() {
    int n = 0;
    do {
      n++;
      if (n == 1) continue;
      Await.of(later(""));
    } while (Await.of(later(n < 3)));
    return ret(n);
  }
}
