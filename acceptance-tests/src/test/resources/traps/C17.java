// Unboxing NPE of null result caught in same try.
// expect: npe
class T {
  @Async
  static Result<Object> m() {
    CompletableFuture<Integer> f = later((Integer) null);
    try {
      int i = Await.of(f);
      return ret("no" + i);
    } catch (NullPointerException e) {
      return ret("npe");
    }
  }
}
