// A[i++] += await (DUP2 + IALOAD on stack) old value read before.
// expect: [1, 12, 3] 2
class T {
  @Async
  static Result<Object> m() {
    int[] a = {1, 2, 3};
    int i = 1;
    a[i++] += Await.of(laterRun(10, () -> a[1] = 100));
    return ret(Arrays.toString(a) + " " + i);
  }
}
