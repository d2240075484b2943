// The lines of stack traces before, between and after awaits are the user's.
class T {
  @Async
  static Result<Object> m() {
    int l1 = new Throwable().getStackTrace()[0].getLineNumber();
    Await.of(later(""));
    int l2 = new Throwable().getStackTrace()[0].getLineNumber();
    Await.of(later(""));
    int l3 = new Throwable().getStackTrace()[0].getLineNumber();
    return ret(l1 + "," + l2 + "," + l3);
  }
}
