// Stack trace frame names user's class/method after resume.
// expect: T.m
class T {
  @Async
  static Result<Object> m() {
    Await.of(later(""));
    StackTraceElement e = new Throwable().getStackTrace()[0];
    return ret(e.getClassName().replaceAll(".*\\.", "") + "." + e.getMethodName());
  }
}
