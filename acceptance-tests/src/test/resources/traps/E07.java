// Method refs: this::private, super::m, Private::new, int[]::new, static private.
// expect: pv,base,Z,4,st
class T {
  static class Ba {
    String q() {
      return "base";
    }
  }

  static class De extends Ba {
    String q() {
      return "no";
    }

    private String pv() {
      return "pv";
    }

    private static String st() {
      return "st";
    }

    @Async
    Result<Object> go() {
      Supplier<String> a = this::pv, b = super::q, e = De::st;
      Supplier<Z> z = Z::new;
      IntFunction<int[]> d = int[]::new;
      Await.of(later(""));
      Supplier<String> b2 = super::q;
      return ret(
          a.get() + "," + b2.get() + "," + z.get() + "," + d.apply(4).length + "," + e.get());
    }
  }

  private static class Z {
    private Z() {}

    public String toString() {
      return "Z";
    }
  }

  @Async
  static Result<Object> m() {
    return ret(Await.of(new De().go()));
  }
}
