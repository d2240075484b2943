// An exception before the first await is the failure of the result, never a throw at the caller.
// expect: in result
// oracle: none
class T {
  @Async
  static Result<Object> m() {
    Result<Object> result;
    try {
      result = k();
    } catch (IllegalStateException e) {
      return ret("at caller");
    }
    try {
      return ret(Await.of(result));
    } catch (IllegalStateException e) {
      return ret("in result");
    }
  }

  @Async
  static Result<Object> k() {
    if (t()) throw new IllegalStateException("early");
    Await.of(later(""));
    return ret("v");
  }
}
