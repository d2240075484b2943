// Parameters that leave room for some of the linkage only.
// expect: 31879;32132;32386
// slow: large methods
class T {
  @Async
  static Result<Object> a(int p1 /* repeat 251: , int q# */) {
    int sum = p1 + Await.of(later(1));
    // repeat 251: sum += q#;
    return ret(sum);
  }

  @Async
  static Result<Object> b(int p1 /* repeat 252: , int q# */) {
    int sum = p1 + Await.of(later(1));
    // repeat 252: sum += q#;
    return ret(sum);
  }

  @Async
  static Result<Object> c(int p1 /* repeat 253: , int q# */) {
    int sum = p1 + Await.of(later(1));
    // repeat 253: sum += q#;
    return ret(sum);
  }

  @Async
  static Result<Object> m() {
    return ret(
        Await.of(a(252 /* repeat 251: , # */))
            + ";"
            + Await.of(b(253 /* repeat 252: , # */))
            + ";"
            + Await.of(c(254 /* repeat 253: , # */)));
  }
}
