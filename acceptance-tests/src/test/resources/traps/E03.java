// Super.foo() AFTER await, and with args on stack.
// expect: base1x
class T {
  static class Ba {
    String foo(int i, String s) {
      return "base" + i + s;
    }
  }

  static class De extends Ba {
    String foo(int i, String s) {
      return "wrong";
    }

    @Async
    Result<Object> go() {
      return ret(super.foo(1, Await.of(later("x"))));
    }
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new De().go()));
  }
}
