// Compound assignment to array elements and fields of every type: what is evaluated when.
// expect: [-55, 2, 3][1, 14464, 3][a, b, d][6, 9, 17][1, 1, 5][1.0, 2.0, 1.0][1.0, 2.0, 3.0][true, true, false][a1, nullu, c][x, 1, null1][14, 1, 3][1, 7, 3][a, b, c][1.0, 2.0, 4.5]73910994[12, 6, 3]328589934592aiaiaiaiaiaiaiaiaiaiaiiaiaiiaiaiaiaii
class T {
  static int n;
  static String tr = "";

  static int i() {
    tr += "i";
    return n++;
  }

  static <X> X a(X x) {
    tr += "a";
    return x;
  }

  @Async
  static Result<Object> m() {
    n = 0;
    tr = "";
    byte[] b = {1, 2, 3};
    short[] s = {1, 2, 3};
    char[] c = {'a', 'b', 'c'};
    int[] k = {1, 2, 3};
    long[] l = {1, 2, 3};
    float[] f = {1, 2, 3};
    double[] d = {1, 2, 3};
    boolean[] z = {true, false, true};
    String[] t = {"a", null, "c"};
    Object[] o = {"x", 1, null};
    Integer[] w = {1, 2, 3};
    Long[] g = {1L, 2L, 3L};
    Character[] h = {'a', 'b', 'c'};
    Byte[] q = {1, 2, 3};
    Double[] dd = {1., 2., 3.};
    a(b)[i()] += Await.of(later(200));
    a(s)[i()] *= Await.of(later(40000));
    a(c)[i()] += Await.of(later(1));
    n = 0;
    a(k)[i()] <<= Await.of(later(3));
    a(l)[i()] >>>= Await.of(later(1));
    a(f)[i()] /= Await.of(later(3f));
    n = 0;
    a(d)[i()] %= Await.of(later(2.5));
    a(z)[i()] |= Await.of(later(true));
    a(z)[i()] &= Await.of(later(false));
    n = 0;
    a(t)[i()] += Await.of(later(1));
    a(t)[i()] += Await.of(later("u"));
    o[i()] += "" + Await.of(later(1));
    n = 0;
    a(w)[i()] += Await.of(later(5));
    a(g)[i()] += Await.of(later(5));
    dd[i()] *= Await.of(later(1.5));
    n = 0;
    a(w)[i()]++;
    --a(w)[i()];
    a(k)[i()] += a(w)[0] += Await.of(later(7));
    n = 0;
    k[i()] = k[i()] = Await.of(later(9));
    l[n] ^= k[0] = Await.of(later(6));
    int x, y;
    x = y = Await.of(later(4));
    x += y -= Await.of(later(1));
    long L = x;
    L += Await.of(later(2.9));
    int I = 7;
    I *= Await.of(later(1.5));
    char C = 'a';
    C += Await.of(later(1L));
    C++;
    Integer W = 1;
    W += Await.of(later(2));
    W++;
    int[] e = {1, 2, 3};
    int p = 0;
    e[p++] += Await.of(later(10)) + p;
    e[p++] = e[p++] + Await.of(later(p));
    int sh = 1;
    sh <<= Await.of(later(33));
    long sl = 1;
    sl <<= Await.of(later(33));
    return ret(
        Arrays.toString(b)
            + Arrays.toString(s)
            + Arrays.toString(c)
            + Arrays.toString(k)
            + Arrays.toString(l)
            + Arrays.toString(f)
            + Arrays.toString(d)
            + Arrays.toString(z)
            + Arrays.toString(t)
            + Arrays.toString(o)
            + Arrays.toString(w)
            + Arrays.toString(g)
            + Arrays.toString(h)
            + Arrays.toString(dd)
            + x
            + y
            + L
            + I
            + (int) C
            + W
            + Arrays.toString(e)
            + p
            + sh
            + sl
            + tr);
  }
}
