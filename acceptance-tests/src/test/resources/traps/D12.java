// 20k-iteration loop of suspending awaits: no stack overflow.
// expect: 20000
// slow: 20,000 suspensions
class T {
  @Async
  static Result<Object> m() {
    int n = 0;
    for (int i = 0; i < 20000; i++) n += Await.of(later(1));
    return ret(n);
  }
}
