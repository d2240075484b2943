// 300 live int locals: wide loads and stores, more than the 255 slots that arguments may take.
// expect: 45150
// slow: large method
class T {
  @Async
  static Result<Object> m() {
    // repeat 300: int v# = # * one();
    Await.of(later(""));
    int sum = 0;
    // repeat 300: sum += v#;
    return ret(sum);
  }
}
