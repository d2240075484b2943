// Dead at await A, spilled at B with no store between (Kotlin KT-83372/KT-75926 family).
// expect: 2 1
class T {
  @Async
  static Result<Object> m() {
    int n1 = 0, n2 = 0;
    if (t()) {
      n1++;
      Await.of(later(""));
      n2 = n2 + n1;
      Await.of(later(""));
    }
    if (t()) {
      n1++;
      Await.of(later(""));
    }
    if (!t()) {
      Await.of(later(""));
      n2 = n2 + n1;
      Await.of(later(""));
    }
    return ret(n1 + " " + n2);
  }
}
