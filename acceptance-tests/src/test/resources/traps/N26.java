// Method references to async methods, bound and unbound.
// expect: s1,i2,u3
class T {
  @Async
  static Result<Object> st(int i) {
    return ret("s" + Await.of(later(i)));
  }

  @Async
  Result<Object> in(int i) {
    return ret("i" + Await.of(later(i)));
  }

  @Async
  private Result<Object> un() {
    return ret("u" + Await.of(later(3)));
  }

  @Async
  static Result<Object> m() {
    IntFunction<Result<Object>> st = T::st;
    IntFunction<Result<Object>> in = new T()::in;
    Function<T, Result<Object>> un = T::un;
    return ret(
        Await.of(st.apply(1)) + "," + Await.of(in.apply(2)) + "," + Await.of(un.apply(new T())));
  }
}
