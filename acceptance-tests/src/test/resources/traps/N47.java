// Awaits in the operands of one expression, left to right, some of them failing.
// expect: 1,2,3,x,1,2,EX
class T {
  static int n(int i) {
    add(i);
    return i;
  }

  @Async
  static Result<Object> m() {
    log("");
    int sum = Await.of(later(n(1))) * Await.of(later(n(2))) + Await.of(later(n(3)));
    add(sum == 5 ? "x" : sum);
    try {
      sum = n(1) + Await.of(later(n(2))) + (Integer) Await.of(fail(new IOException())) + n(4);
    } catch (Exception e) {
      add("EX");
    }
    return ret(log());
  }
}
