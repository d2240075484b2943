// Boolean/byte/char/short locals across await into arrays, fields, calls.
// expect: true,-3,z,-9,[true],[-3],[z],[-9]
class T {
  @Async
  static Result<Object> m() {
    boolean b = t();
    byte y = -3;
    char h = 'z';
    short s = -9;
    Await.of(later(""));
    boolean[] ba = {b};
    byte[] ya = {y};
    char[] ha = {h};
    short[] sa = {s};
    return ret(
        f(b, y, h, s)
            + ","
            + Arrays.toString(ba)
            + ","
            + Arrays.toString(ya)
            + ","
            + Arrays.toString(ha)
            + ","
            + Arrays.toString(sa));
  }

  static String f(boolean b, byte y, char h, short s) {
    return b + "," + y + "," + h + "," + s;
  }
}
