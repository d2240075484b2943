// A static method with 255 slots of parameters: no room for anything else.
// expect: 32640
// slow: large method
class T {
  @Async
  static Result<Object> k(int p1 /* repeat 254: , int q# */) {
    int sum = p1;
    sum += Await.of(later(0));
    // repeat 254: sum += q#;
    return ret(sum);
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(k(255 /* repeat 254: , # */)));
  }
}
