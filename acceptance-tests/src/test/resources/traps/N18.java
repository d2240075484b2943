// Protected members used through super, a method reference, and a subclass's constructor.
// expect: m1:m2:made3
class T extends dev.weft.weaver.program.ProtectedBase {
  T() {
    super("t");
  }

  @Override
  protected String method(int i) {
    return "overridden";
  }

  @Async
  Result<Object> go() {
    IntFunction<String> before = super::method;
    String r = super.method(Await.of(later(1)));
    r += ":" + before.apply(Await.of(later(2)));
    Object made =
        new dev.weft.weaver.program.ProtectedBase(Await.of(later("made"))) {
          public String toString() {
            return field;
          }
        };
    return ret(r + ":" + made + Await.of(later(3)));
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new T().go()));
  }
}
