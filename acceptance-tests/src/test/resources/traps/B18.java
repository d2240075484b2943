// Merged class types in a local from user classes (common superclass lookup).
// expect: D2
class T {
  static class S0 {
    String n() {
      return "S";
    }
  }

  static class D1 extends S0 {
    String n() {
      return "D1";
    }
  }

  static class D2 extends S0 {
    String n() {
      return "D2";
    }
  }

  @Async
  static Result<Object> m() {
    S0 s;
    if (!t()) {
      D1 d = new D1();
      s = d;
    } else {
      D2 d = new D2();
      s = d;
    }
    Await.of(later(""));
    return ret(s.n());
  }
}
