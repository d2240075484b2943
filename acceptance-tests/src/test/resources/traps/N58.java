// Equal lines, columns and names twice: awaits on one line, lambdas on one line.
// expect: 1234
class T {
  @Async static Result<Object> m() { Supplier<Result<Object>> a = () -> ret(Await.of(later(1))), b = () -> ret(Await.of(later(2))); return ret("" + Await.of(a.get()) + Await.of(b.get()) + Await.of(later(3)) + Await.of(later(4))); }
}
