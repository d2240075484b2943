// Serializable lambda (altMetafactory) in async method.
// expect: ser
class T {
  @Async
  static Result<Object> m() {
    String v = Await.of(later("ser"));
    Supplier<String> s = (Supplier<String> & Serializable) () -> v;
    return ret(s.get());
  }
}
