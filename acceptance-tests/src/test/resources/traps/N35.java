// Narrow types in arrays and fields, compound assignment, increments around awaits.
// expect: -128,-1,0,true,c,1.5,3,xy
class T {
  byte b = 127;
  short[] s = {0};
  char c = 'a';
  boolean[] z = {true};
  float[] f = {1};
  static long l = 1;
  String[] t = {"x"};

  @Async
  Result<Object> go() {
    b += Await.of(later(1));
    s[0] -= Await.of(later(1L));
    int old = s[Await.of(later(0))]++;
    z[0] |= Await.of(later(false));
    c += Await.of(later(2));
    f[0] *= Await.of(later(1.5));
    l <<= Await.of(later(1));
    l |= Await.of(later(1));
    t[Await.of(later(0))] += Await.of(later("y"));
    return ret(
        b + "," + old + "," + s[0] + "," + z[0] + "," + c + "," + f[0] + "," + l + "," + t[0]);
  }

  @Async
  static Result<Object> m() {
    l = 1;
    return ret(Await.of(new T().go()));
  }
}
