// An anonymous class with awaited constructor arguments that captures locals.
// expect: a1:b:2.5
class T {
  abstract static class Base {
    final String s;

    Base(String s, int i) {
      this.s = s + i;
    }

    abstract String show();
  }

  @Async
  static Result<Object> m() {
    String captured = Await.of(later("b"));
    double d = 2.5;
    Base base =
        new Base(Await.of(later("a")), Await.of(later(1))) {
          final double copy = d;

          String show() {
            return s + ":" + captured + ":" + copy;
          }
        };
    return ret(base.show());
  }
}
