// 300 locals, increments beyond a byte, constants of the wide pool.
// expect: 45150 0 -1000 123456789
// slow: large method
class T {
  @Async
  static Result<Object> m() {
    // repeat 300: int v# = #;
    int i = 0;
    i += 1000;
    Await.of(later(""));
    i += -1000;
    int j = 0;
    for (; j > -1000; j -= 250) Await.of(later(""));
    int sum = 0;
    // repeat 300: sum += v#;
    int big = Await.of(later(123456789));
    return ret(sum + " " + i + " " + j + " " + big);
  }
}
