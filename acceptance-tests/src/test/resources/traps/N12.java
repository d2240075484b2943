// Parameters of every type, reassigned, in static and instance methods.
// expect: true,1,2,c,3,4,5.0,6.0,s,[7],8;false,2,3,d,4,5,6.0,7.0,s!,[8],9
class T {
  @Async
  static Result<Object> st(
      boolean z, byte b, short s, char c, int i, long l, float f, double d, String t, int[] a,
      Integer... more) {
    String before = show(z, b, s, c, i, l, f, d, t, a, more);
    z = !z;
    b++;
    s += Await.of(later(1));
    c++;
    i++;
    l += 1;
    f++;
    d += Await.of(later(1.0));
    t += "!";
    a = new int[] {a[0] + 1};
    more = new Integer[] {more[0] + Await.of(later(1))};
    return ret(before + ";" + show(z, b, s, c, i, l, f, d, t, a, more));
  }

  @Async
  Result<Object> in(
      boolean z, byte b, short s, char c, int i, long l, float f, double d, String t, int[] a,
      Integer... more) {
    Await.of(later(""));
    return ret(Await.of(st(z, b, s, c, i, l, f, d, t, a, more)));
  }

  static String show(
      boolean z, byte b, short s, char c, int i, long l, float f, double d, String t, int[] a,
      Integer[] more) {
    return z + "," + b + "," + s + "," + c + "," + i + "," + l + "," + f + "," + d + "," + t + ","
        + Arrays.toString(a) + "," + more[0];
  }

  @Async
  static Result<Object> m() {
    return ret(
        Await.of(
            new T().in(true, (byte) 1, (short) 2, 'c', 3, 4L, 5f, 6d, "s", new int[] {7}, 8)));
  }
}
