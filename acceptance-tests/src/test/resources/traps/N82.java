// Statements before super(...) in constructors whose arguments are awaited; unnamed variables.
// expect: Bax44Bax552neg1uu2init4,init5,8
// release: 25
class T {
  static class Ba {
    final String s;

    Ba(String s) {
      this.s = s;
      init();
    }

    void init() {}

    @Async
    Result<String> go() {
      return ret("Ba" + Await.of(later(s)));
    }
  }

  static class De extends Ba {
    final int k;

    De(int k) {
      if (k < 0) throw new IllegalArgumentException("neg");
      var x = "x" + k;
      this.k = k;
      super(x);
    }

    De(String s) {
      int n = Integer.parseInt(s);
      this(n);
    }

    void init() {
      add("init" + k);
    }

    @Async
    Result<String> go() {
      return ret(Await.of(super.go()) + k);
    }
  }

  class In {
    final int q;

    In(int a) {
      q = a;
      int z = a + 1;
      super();
      add(z + q + v);
    }
  }

  int v = 3;

  @Async
  static Result<Object> m() {
    log("");
    T t = new T();
    var r =
        Await.of(new De(Await.of(later(4))).go())
            + Await.of(new De(Await.of(later("5"))).go())
            + t.new In(Await.of(later(2))).q;
    try {
      new De(Await.of(later(-1)));
    } catch (IllegalArgumentException e) {
      r += e.getMessage() + Await.of(later(1));
    }
    for (int _ : Await.of(later(new int[2]))) {
      try {
        r += Await.of(later("u"));
      } catch (Exception _) {
      }
    }
    BiFunction<Integer, Integer, Integer> bf = (_, b) -> b;
    r += bf.apply(1, Await.of(later(2)));
    return ret(r + log());
  }
}
