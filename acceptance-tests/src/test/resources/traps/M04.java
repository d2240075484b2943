// Arguments are not kept alive while suspended, once they are dead: neither by callee nor caller.
// expect: collected,collected,collected,collected,collected
// slow: garbage collections
class T {
  static int[] tracked() {
    int[] big = new int[1 << 16];
    ref = new WeakReference<Object>(big);
    return big;
  }

  @Async
  static Result<Integer> direct(int[] big, int i) {
    int n = big.length + i;
    Await.of(laterGc(""));
    return ret(n);
  }

  @Async
  Result<Integer> virtual(int[] big, int i) {
    int n = big.length + i;
    Await.of(later(""));
    Await.of(laterGc(""));
    return ret(n);
  }

  @Async
  static Result<Integer> reassigned(int[] big) {
    int n = big.length;
    big = null;
    Await.of(laterGc(""));
    return ret(big == null ? n : 0);
  }

  @Async
  static Result<Integer> onOneWay(int[] big, boolean kept) {
    if (kept) {
      Await.of(later(""));
      return ret(big.length);
    }
    Await.of(laterGc(""));
    return ret(0);
  }

  @Async
  static Result<Object> m() {
    log("");
    Await.of(direct(tracked(), 1));
    add(gc);
    Await.of(new T().virtual(tracked(), 1));
    add(gc);
    Await.of(reassigned(tracked()));
    add(gc);
    Await.of(onOneWay(tracked(), false));
    add(gc);
    Result<Integer> notStarted = direct(tracked(), 2);
    Await.of(notStarted);
    add(gc);
    return ret(log());
  }
}
