// A[i()] = await ; index evaluated once, before.
// expect: idx,fut,[0, 5, 0]
class T {
  @Async
  static Result<Object> m() {
    log("");
    int[] a = new int[3];
    a[i()] = Await.of(fut());
    return ret(log() + "," + Arrays.toString(a));
  }

  static int i() {
    add("idx");
    return 1;
  }

  static CompletableFuture<Integer> fut() {
    add("fut");
    return later(5);
  }
}
