// A minimal stage: a CompletableFuture that forbids isDone, get and getNow.
// expect: abc
class T {
  @Async
  static Result<Object> m() {
    String a = Await.of(CompletableFuture.completedStage("a"));
    String b = Await.of(later("b").minimalCompletionStage());
    try {
      Await.of(CompletableFuture.<String>failedStage(new IOException("c")), IOException.class);
      return ret("no");
    } catch (IOException e) {
      return ret(a + b + e.getMessage());
    }
  }
}
