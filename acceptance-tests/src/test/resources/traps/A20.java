// Byte b += await narrowing.
// expect: -56
class T {
  @Async
  static Result<Object> m() {
    byte b = 100;
    b += Await.of(later(100));
    return ret(b);
  }
}
