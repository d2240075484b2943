// What is alive is kept, and the garbage collections of the other traps notice it.
// expect: RETAINED 65536
// oracle: none
// completions: ON_LOOP
// slow: garbage collections
class T {
  @Async
  static Result<Object> m() {
    int[] big = new int[1 << 16];
    ref = new WeakReference<Object>(big);
    Await.of(laterGc(""));
    return ret(gc + " " + big.length);
  }
}
