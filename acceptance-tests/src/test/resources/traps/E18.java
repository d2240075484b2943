// Synchronized method.
// refused: AsyncInSynchronized
class T {
  @Async
  synchronized Result<Object> go() {
    int a = Await.of(later(1));
    notify();
    return ret("s" + a);
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new T().go()));
  }
}
