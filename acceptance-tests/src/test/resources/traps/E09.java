// Generic bridge: subclass overrides generic async method.
// expect: B:x
class T {
  abstract static class A0<X> {
    abstract Result<Object> f(X x);
  }

  static class B0 extends A0<String> {
    @Override
    @Async
    Result<Object> f(String s) {
      return ret("B:" + Await.of(later(s)));
    }
  }

  @Async
  static Result<Object> m() {
    A0<String> a = new B0();
    return ret(Await.of(a.f("x")));
  }
}
