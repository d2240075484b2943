// Async values returned through finally, conditionals, casts, switches, labelled blocks; null.
// expect: zerooneovernullprenull3Z,F1
class T {
  @Async
  static Result<Object> v(Object o) {
    return ret(Await.of(later(o)));
  }

  @Async
  static Result<Object> a(int k) {
    l:
    {
      if (k == 0) break l;
      try {
        return k == 1 ? (v("one")) : (Result<Object>) v("two");
      } finally {
        if (k == 2) return ret("over");
        add("F" + k);
      }
    }
    return switch (k) {
      case 0 -> {
        try {
          yield v("zero");
        } finally {
          add(Await.of(later("Z")));
        }
      }
      default -> null;
    };
  }

  @Async
  static Result<Object> b() {
    Result<Object> x = null;
    return x;
  }

  @Async
  static Result<Object> c() {
    var x = ret((Object) "pre");
    Await.of(later(""));
    return x;
  }

  @Async
  static Result<Integer> d(boolean q) {
    Integer nul = null;
    return q ? ret(nul) : ret(Integer.valueOf(Await.of(later(3))));
  }

  @Async
  static Result<Object> m() {
    log("");
    String r = "";
    for (int k = 0; k < 3; k++) r += Await.of(a(k));
    try {
      r += Await.of(b());
    } catch (NullPointerException | IllegalStateException e) {
      r += "null";
    }
    r += Await.of(c());
    r += Await.of(d(true)) + "" + Await.of(d(false));
    return ret(r + log());
  }
}
