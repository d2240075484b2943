// 130 live long locals: 260 slots.
// expect: 8515
// slow: large method
class T {
  @Async
  static Result<Object> m() {
    // repeat 130: long v# = #L * one();
    Await.of(later(""));
    long sum = 0;
    // repeat 130: sum += v#;
    return ret(sum);
  }
}
