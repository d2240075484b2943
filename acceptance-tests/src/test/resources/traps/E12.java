// MethodHandles.lookup() in async body has the user's class.
// expect: true
class T {
  @Async
  static Result<Object> m() {
    Await.of(later(""));
    return ret(MethodHandles.lookup().lookupClass() == T.class);
  }
}
