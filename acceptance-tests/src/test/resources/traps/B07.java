// Dead local must not be retained while suspended (GC).
// expect: collected
// slow: garbage collections
class T {
  @Async
  static Result<Object> m() {
    byte[] big = new byte[1 << 20];
    ref = new WeakReference<Object>(big);
    big[0] = 1;
    int n = big.length;
    String r = Await.of(laterGc(""));
    return ret(gc + (n == 0 ? "!" : ""));
  }
}
