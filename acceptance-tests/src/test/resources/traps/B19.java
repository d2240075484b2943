// Array-typed foreach over object array then typed access (ea-async #42).
// expect: :1:2
class T {
  static class Tm {
    final Integer i;

    Tm(Integer i) {
      this.i = i;
    }
  }

  @Async
  static Result<Object> m() {
    Tm[] arr = Await.of(later(new Tm[] {new Tm(1), new Tm(2)}));
    String str = "";
    for (Tm t : arr) {
      str += ":" + Await.of(later(t.i));
      t.i.doubleValue();
    }
    return ret(str);
  }
}
