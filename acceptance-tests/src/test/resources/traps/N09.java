// synchronized blocks without awaits between awaits, in a loop: their handlers cover themselves.
// expect: 6
class T {
  @Async
  static Result<Object> m() {
    Object lock = new Object();
    int n = 0;
    for (int i = 0; i < 3; i++) {
      synchronized (lock) {
        n++;
      }
      n += Await.of(later(1));
      synchronized (Await.of(later(lock))) {
        if (!Thread.holdsLock(lock)) n = -100;
      }
      if (Thread.holdsLock(lock)) n = -200;
    }
    return ret(n);
  }
}
