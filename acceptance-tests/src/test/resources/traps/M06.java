// Dead in the caller while the callee is suspended, and kept by one await but not by the next.
// expect: collected,collected,collected,65536
// slow: garbage collections
class T {
  static Object tracked() {
    int[] big = new int[1 << 16];
    ref = new WeakReference<Object>(big);
    return big;
  }

  @Async
  static Result<Object> callee() {
    return ret(Await.of(laterGc("")));
  }

  @Async
  static Result<Object> m() {
    log("");
    Object big = tracked();
    int n = ((int[]) big).length;
    Await.of(callee());
    add(gc);
    Object kept = tracked();
    Object other = "other";
    Await.of(later(""));
    Await.of(later(kept + "" + other));
    Await.of(laterGc(""));
    add(gc);
    if (tracked() instanceof int[] pattern && Await.of(later(true))) {
      n = pattern.length;
    }
    Await.of(laterGc(""));
    add(gc);
    return ret(log() + "," + n);
  }
}
