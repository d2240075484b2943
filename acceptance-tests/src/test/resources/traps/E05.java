// Private nestmate access: field, method, ctor, static.
// expect: f1-m-c-s
class T {
  private String f = "f";

  private String mm() {
    return "m";
  }

  private T(String s) {
    f = s;
  }

  T() {}

  private static String ss() {
    return "s";
  }

  private static int cnt = 0;

  @Async
  static Result<Object> m() {
    T t = new T("f");
    cnt = 0;
    cnt++;
    String a = t.f + cnt;
    Await.of(later(""));
    String b = t.mm();
    T u = new T(Await.of(later("c")));
    return ret(a + "-" + b + "-" + u.f + "-" + ss());
  }
}
