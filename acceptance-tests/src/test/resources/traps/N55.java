// Hostile stages: whenComplete and toCompletableFuture throw; the failure arrives at the await.
// expect: hostile
// oracle: none
class T {
  @Async
  static Result<Object> m() {
    CompletionStage<String> hostile =
        (CompletionStage<String>)
            java.lang.reflect.Proxy.newProxyInstance(
                T.class.getClassLoader(),
                new Class<?>[] {CompletionStage.class},
                (p, method, args) -> {
                  throw new IllegalStateException("hostile");
                });
    try {
      Await.of(hostile);
      return ret("no");
    } catch (IllegalStateException e) {
      return ret(e.getMessage());
    }
  }
}
