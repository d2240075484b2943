// Protected members of a superclass in another package.
// expect: f1m2s3c4g5
class T extends dev.weft.weaver.program.ProtectedBase {
  T(String s) {
    super(s);
  }

  @Async
  Result<Object> go() {
    String r = field + Await.of(later(1));
    r += method(Await.of(later(2)));
    r += statically(Await.of(later(3)));
    T other = new T(Await.of(later("c")));
    r += other.field + Await.of(later(4));
    other.field = Await.of(later("g"));
    r += other.method(5).replace('m', other.field.charAt(0));
    return ret(r);
  }

  @Override
  protected String method(int i) {
    return super.method(i);
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new T("f").go()));
  }
}
