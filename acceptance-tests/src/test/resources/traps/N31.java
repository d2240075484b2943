// return of other async values: a variable, a parameter, a method's result, a failure.
// expect: a,b,c,d,EX f
class T {
  @Async
  static Result<Object> variable() {
    Result<Object> r = ret("a");
    Await.of(later(""));
    return r;
  }

  @Async
  static Result<Object> parameter(Result<Object> r) {
    Await.of(later(""));
    return r;
  }

  @Async
  static Result<Object> call(int i) {
    return i == 0 ? value("c") : i == 1 ? value("d") : ret("x");
  }

  @Async
  static Result<Object> value(Object o) {
    return ret(Await.of(later(o)));
  }

  @Async
  static Result<Object> fails() {
    Await.of(later(""));
    return failure();
  }

  @Async
  static Result<Object> failure() {
    Await.of(later(""));
    throw new IllegalStateException("f");
  }

  @Async
  static Result<Object> m() {
    log("");
    add(Await.of(variable()));
    add(Await.of(parameter(ret("b"))));
    add(Await.of(call(0)));
    add(Await.of(call(1)));
    try {
      add(Await.of(fails()));
    } catch (IllegalStateException e) {
      add("EX " + e.getMessage());
    }
    return ret(log());
  }
}
