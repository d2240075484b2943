// Variables of loops are not kept alive while suspended, once they are dead.
// expect: collected,collected,collected,collected,collected,collected,4
// slow: garbage collections
class T {
  static int[] tracked() {
    int[] big = new int[1 << 16];
    ref = new WeakReference<Object>(big);
    return big;
  }

  static Iterator<int[]> two() {
    return new Iterator<int[]>() {
      int left = 2;

      public boolean hasNext() {
        return left > 0;
      }

      public int[] next() {
        left--;
        return tracked();
      }
    };
  }

  @Async
  static Result<Object> m() {
    log("");
    int n = 0;
    for (int[] big = tracked(); n < 2; big = tracked()) {
      n += big.length >> 16;
      Await.of(laterGc(""));
      add(gc);
    }
    for (int[] big : (Iterable<int[]>) () -> two()) {
      n += big.length >> 16;
      Await.of(laterGc(""));
      add(gc);
    }
    Iterator<int[]> two = two();
    while (two.hasNext()) {
      int[] big = two.next();
      big[0] = 1;
      Await.of(laterGc(""));
      add(gc);
    }
    return ret(log() + "," + n);
  }
}
