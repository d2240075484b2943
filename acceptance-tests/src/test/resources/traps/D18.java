// Callback invoked synchronously inside whenComplete/thenX (non-CF stage; state must be saved first).
// expect: sync!
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    for (int i = 0; i < 3; i++) r = Await.of(syncStage("sync"));
    return ret(r + "!");
  }
}
