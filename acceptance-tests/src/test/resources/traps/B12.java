// Local class capturing locals before+after await.
// expect: 3+4
class T {
  @Async
  static Result<Object> m() {
    int a = 3;
    int b = Await.of(later(4));
    class L {
      public String toString() {
        return a + "+" + b;
      }
    }
    return ret(new L().toString());
  }
}
