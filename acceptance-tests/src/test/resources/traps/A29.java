// Uninitialized object in a LOCAL: new Foo(switch-expr with try + await).
// expect: Foo(x)
// except: ecj
class T {
  @Async
  static Result<Object> m() {
    int k = one();
    return ret(
        new Foo(
                switch (k) {
                  case 1 -> {
                    try {
                      yield Await.of(later("x"));
                    } catch (RuntimeException e) {
                      yield "e";
                    }
                  }
                  default -> "d";
                })
            .toString());
  }

  static class Foo {
    final String s;

    Foo(String s) {
      this.s = s;
    }

    public String toString() {
      return "Foo(" + s + ")";
    }
  }
}
