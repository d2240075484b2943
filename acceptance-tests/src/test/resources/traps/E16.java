// Synchronized block, straight-line.
// refused: AsyncInSynchronized
class T {
  @Async
  static Result<Object> m() {
    Object o = new Object();
    String r;
    synchronized (o) {
      r = Await.of(later("in"));
      o.notify();
    }
    return ret(r);
  }
}
