// I = i++ + await.
// expect: 15
class T {
  @Async
  static Result<Object> m() {
    int i = 5;
    i = i++ + Await.of(later(10));
    return ret(i);
  }
}
