// Definite assignment: variables without initialiser, assigned on different paths.
// expect: 1,b,3,d
class T {
  @Async
  static Result<Object> m() {
    int i;
    final String s;
    if (t()) {
      i = Await.of(later(1));
    } else {
      i = 2;
    }
    try {
      Await.of(fail(new IllegalStateException()));
      throw new AssertionError();
    } catch (IllegalStateException e) {
      s = Await.of(later("b"));
    }
    long l;
    String u;
    switch (Await.of(later(3))) {
      case 1:
        l = 1;
        u = "x";
        break;
      case 3:
        l = 3;
        u = Await.of(later("d"));
        break;
      default:
        return ret("no");
    }
    return ret(i + "," + s + "," + l + "," + u);
  }
}
