// A long-lived long and double beside short-lived ones in the same slots, category 2 and 1 mixed.
// expect: 10.5,7,x,3.5
class T {
  @Async
  static Result<Object> m() {
    double keep = 10.5;
    String r;
    {
      long a = Await.of(later(3L));
      long b = Await.of(later(4L));
      r = "" + (a + b);
    }
    {
      int i = Await.of(later(1));
      String s = Await.of(later("x"));
      int j = Await.of(later(-1));
      r += "," + s + (i + j == 0 ? "" : "!");
    }
    {
      float f = 1.5f;
      double d = Await.of(later(2.0));
      r += "," + (f + d);
    }
    return ret(keep + "," + r);
  }
}
