// New Foo(await) uninitialized NEW on stack.
// expect: Foo(x)
class T {
  @Async
  static Result<Object> m() {
    return ret(new Foo(Await.of(later("x"))).toString());
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
