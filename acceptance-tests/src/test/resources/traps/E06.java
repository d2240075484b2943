// Lambda capturing this+locals, used before and after await.
// expect: 5x7
class T {
  int fld = 5;

  @Async
  Result<Object> go() {
    int k = 7;
    Supplier<String> s = () -> fld + "x" + k;
    Await.of(later(""));
    Function<String, String> g = q -> q;
    return ret(g.apply(s.get()));
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new T().go()));
  }
}
