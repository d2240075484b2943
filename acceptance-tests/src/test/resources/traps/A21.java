// Await(await(futureOfFuture)).
// expect: deep
class T {
  @Async
  static Result<Object> m() {
    return ret(Await.of(Await.of(later(later("deep")))));
  }
}
