// StringBuilder chain (initialized object DUPed on stack).
// expect: abc1
class T {
  @Async
  static Result<Object> m() {
    return ret(
        new StringBuilder("a")
            .append(Await.of(later("b")))
            .append('c')
            .append(Await.of(later(1)))
            .toString());
  }
}
