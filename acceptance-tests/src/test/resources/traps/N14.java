// An instance method with 255 slots of parameters: this and 127 longs.
// expect: 8128
// slow: large method
class T {
  @Async
  Result<Object> k(long p1 /* repeat 126: , long q# */) {
    long sum = p1 + Await.of(later(0L));
    // repeat 126: sum += q#;
    return ret(sum);
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new T().k(127L /* repeat 126: , #L */)));
  }
}
