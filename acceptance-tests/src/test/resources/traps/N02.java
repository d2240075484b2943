// An await of null fails at the await.
// expect: npe
class T {
  @Async
  static Result<Object> m() {
    CompletionStage<String> none = null;
    try {
      return ret(Await.of(none));
    } catch (NullPointerException e) {
      return ret("npe");
    }
  }
}
