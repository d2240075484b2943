// Synchronized block with a branch before the await.
// refused: AsyncInSynchronized
class T {
  @Async
  static Result<Object> m() {
    Object o = new Object();
    String r = "";
    synchronized (o) {
      if (t()) r = "i";
      r += Await.of(later("n"));
      o.notify();
    }
    return ret(r);
  }
}
