// Float NaN/-0.0/Long.MIN preserved.
// expect: NaN,-0.0,-9223372036854775808
class T {
  @Async
  static Result<Object> m() {
    float f = Float.NaN;
    double d = -0.0;
    long l = Long.MIN_VALUE;
    Await.of(later(""));
    return ret(f + "," + d + "," + l);
  }
}
