// Return in finally overrides.
// expect: fin
class T {
  @Async
  static Result<Object> m() {
    try {
      Await.of(later(""));
      return ret("try");
    } finally {
      return ret("fin");
    }
  }
}
