// Conditionals that mix boxed, unboxed and null; promotion; operators around awaits.
// expect: 1,1,98,97npe1npe2null37.044,4464Atruefalse984s10323vwnpestail
class T {
  @Async
  static Result<Object> m() {
    return ret(Await.of(conditionals()) + Await.of(operators()) + Await.of(statements()));
  }

  @Async
  static Result<String> conditionals() {
    boolean b = t();
    String r = "";
    Integer nul = null;
    Long L = 5L;
    Object o1 = b ? Await.of(later(1)) : 2.0;
    Object o2 = b ? Await.of(later(1)) : (Object) 2.0;
    Object o3 = !b ? Await.of(later('a')) : 98;
    Object o4 = b ? (Character) Await.of(later('a')) : Integer.valueOf(1);
    r += o1 + "," + o2 + "," + o3 + "," + o4;
    try {
      int i = b ? nul : Await.of(later(1));
      r += i;
    } catch (NullPointerException e) {
      r += "npe" + Await.of(later(1));
    }
    try {
      int i = !b ? 1 : Await.of(later(nul));
      r += i;
    } catch (NullPointerException e) {
      r += "npe" + Await.of(later(2));
    }
    Integer q = b ? Await.of(later(nul)) : nul;
    r += q;
    long l = b ? Await.of(later(3)) : L;
    r += l;
    double d = !b ? Await.of(later(1f)) : Await.of(later(7L));
    r += d;
    return ret(r);
  }

  @Async
  static Result<String> operators() {
    boolean b = t();
    String r = "";
    byte y = (byte) (int) Await.of(later(300));
    short s = (short) (b ? Await.of(later(70000)) : 1);
    char c = (char) (int) Await.of(later(65));
    r += y + "," + s + c;
    boolean z = Await.of(later(true)) ^ Await.of(later(false)) & !Await.of(later(true)) | b;
    r += z;
    z = Await.of(later(1)) < Await.of(later(2L)) == Await.of(later(3f)) > Await.of(later(4d));
    r += z;
    r +=
        -Await.of(later(5))
            + ~Await.of(later(5))
            + +Await.of(later('a'))
            + (Await.of(later(5)) >>> 1)
            + (5L << Await.of(later(65)));
    r +=
        (Await.of(later(new int[] {1, 2})))[Await.of(later(1))]
            + new int[Await.of(later(2))][Await.of(later(3))][].length;
    r +=
        Await.of(later((Object) "s")) instanceof String st && st.length() == Await.of(later(1))
            ? st
            : "no";
    return ret(r);
  }

  @Async
  static Result<String> statements() {
    boolean b = t();
    String r = "";
    Integer nul = null;
    int i = 1;
    i = i++ + i++ * Await.of(later(i)) + i--;
    r += i;
    i += i++ + Await.of(later(++i));
    r += i;
    final int k;
    if (Await.of(later(b)) && (k = Await.of(later(3))) > 2) r += k;
    switch (Await.of(later(nul == null ? 3 : nul))) {
      case 3:
        final String v = Await.of(later("v"));
        r += v;
      default:
        String w;
        w = "w";
        r += w;
    }
    try {
      switch (Await.of(later((String) null))) {
        default:
          r += "no";
      }
    } catch (NullPointerException e) {
      r += "npes";
    }
    return ret(r + Await.of(Await.of(later(b)) ? later("tail") : later("x")));
  }
}
