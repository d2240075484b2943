// Field compound o.f += await ; old value read before await.
// expect: 11
class T {
  int f = 1;

  @Async
  static Result<Object> m() {
    T t = new T();
    t.f += Await.of(laterRun(10, () -> t.f = 500));
    return ret(t.f);
  }
}
