// Super.foo() inside async method.
// expect: base+derived
class T {
  static class Ba {
    String foo() {
      return "base";
    }
  }

  static class De extends Ba {
    String foo() {
      return "derived";
    }

    @Async
    Result<Object> go() {
      String a = super.foo();
      Await.of(later(""));
      return ret(a + "+" + foo());
    }
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new De().go()));
  }
}
