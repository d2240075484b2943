// Lambdas that await: capturing this, locals, and nested.
// expect: f1,x2,f-y3
class T {
  private String f = "f";

  Supplier<Result<Object>> inField = () -> ret(f + Await.of(later(1)));

  @Async
  Result<Object> go() {
    String local = "x";
    Supplier<Result<Object>> capturing =
        () -> {
          String l = local;
          int i = Await.of(later(2));
          return ret(l + i);
        };
    Function<String, Result<Object>> outer =
        s -> {
          Supplier<Result<Object>> inner = () -> ret(f + "-" + s + Await.of(later(3)));
          return ret(Await.of(inner.get()));
        };
    return ret(
        Await.of(inField.get())
            + ","
            + Await.of(capturing.get())
            + ","
            + Await.of(outer.apply(Await.of(later("y")))));
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new T().go()));
  }
}
