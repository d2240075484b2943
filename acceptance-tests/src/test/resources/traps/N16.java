// Interface methods: default, static, private, and a default that is called through super.
// expect: A:pd:s1,C(A:pd:s2)
class T {
  interface A {
    @Async
    default Result<Object> d(int i) {
      String p = p("d");
      return ret(Await.of(later("A:")) + p + Await.of(s(i)));
    }

    private String p(String s) {
      return "p" + s;
    }

    @Async
    private static Result<Object> s(int i) {
      return ret(Await.of(later(":s")) + i);
    }
  }

  static class B implements A {}

  static class C implements A {
    @Override
    @Async
    public Result<Object> d(int i) {
      return ret("C(" + Await.of(A.super.d(Await.of(later(i + 1)))) + ")");
    }
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new B().d(1)) + "," + Await.of(new C().d(1)));
  }
}
