// Compound assignment to array elements and variables of every type: what is evaluated when.
// expect: [-55, 2, 3][1, 14464, 3][a, b, d][8, 2, 3][1, 1, 3][1.0, 2.0, 1.0][1.0, 2.0, 3.0, 1.5][false, true, false][a1, nullu][x, 1, null1][1, 2, 3, 9, 6, 5][1.0, 3.0][9, 9, 9][8, 2, 3]7310,12b4[12, 6, 3]32aiaiaiaiaiaiaiaiaiaiaiaiaiaiaiaiaiaii
class T {
  static int n;
  static String trace;

  static int i() {
    trace += "i";
    return n++;
  }

  static <X> X a(X x) {
    trace += "a";
    return x;
  }

  @Async
  static Result<Object> m() {
    trace = "";
    return ret(
        Await.of(narrow())
            + Await.of(wide())
            + Await.of(booleans())
            + Await.of(references())
            + Await.of(chained())
            + Await.of(variables())
            + trace);
  }

  @Async
  static Result<String> narrow() {
    n = 0;
    byte[] b = {1, 2, 3};
    short[] s = {1, 2, 3};
    char[] c = {'a', 'b', 'c'};
    a(b)[i()] += Await.of(later(200));
    a(s)[i()] *= Await.of(later(40000));
    a(c)[i()] += Await.of(later(1));
    return ret(Arrays.toString(b) + Arrays.toString(s) + Arrays.toString(c));
  }

  @Async
  static Result<String> wide() {
    n = 0;
    int[] k = {1, 2, 3};
    long[] l = {1, 2, 3};
    float[] f = {1, 2, 3};
    double[] d = {1, 2, 3, 4};
    a(k)[i()] <<= Await.of(later(3));
    a(l)[i()] >>>= Await.of(later(1));
    a(f)[i()] /= Await.of(later(3f));
    a(d)[i()] %= Await.of(later(2.5));
    return ret(Arrays.toString(k) + Arrays.toString(l) + Arrays.toString(f) + Arrays.toString(d));
  }

  @Async
  static Result<String> booleans() {
    n = 0;
    boolean[] z = {true, false, true};
    a(z)[i()] &= Await.of(later(false));
    a(z)[i()] |= Await.of(later(true));
    a(z)[i()] ^= Await.of(later(true));
    return ret(Arrays.toString(z));
  }

  @Async
  static Result<String> references() {
    n = 0;
    String[] t = {"a", null};
    Object[] o = {"x", 1, null};
    Integer[] w = {1, 2, 3, 4, 5, 6};
    Double[] d = {1., 2.};
    a(t)[i()] += Await.of(later(1));
    a(t)[i()] += Await.of(later("u"));
    a(o)[i()] += "" + Await.of(later(1));
    a(w)[i()] += Await.of(later(5));
    a(w)[i()]++;
    --a(w)[i()];
    d[1] *= Await.of(later(1.5));
    return ret(
        Arrays.toString(t) + Arrays.toString(o) + Arrays.toString(w) + Arrays.toString(d));
  }

  @Async
  static Result<String> chained() {
    n = 0;
    int[] k = {1, 2, 3};
    Long[] l = {1L, 2L, 3L};
    a(k)[i()] += a(l)[0] += Await.of(later(7));
    k[i()] = k[i()] = Await.of(later(9));
    int x, y;
    x = y = Await.of(later(4));
    x += y -= Await.of(later(1));
    return ret(Arrays.toString(k) + Arrays.toString(l) + x + y);
  }

  @Async
  static Result<String> variables() {
    int i = 7;
    i *= Await.of(later(1.5));
    long l = i;
    l += Await.of(later(2.9));
    char c = 'a';
    c += Await.of(later(1L));
    Integer w = 1;
    w += Await.of(later(2));
    w++;
    int[] e = {1, 2, 3};
    int p = 0;
    e[p++] += Await.of(later(10)) + p;
    e[p++] = e[p++] + Await.of(later(p));
    int sh = 1;
    sh <<= Await.of(later(33));
    return ret(i + "," + l + c + w + Arrays.toString(e) + p + sh);
  }
}
