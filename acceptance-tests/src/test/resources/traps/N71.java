// A dead variable at an await in a try, in the slot of one that other awaits keep.
// expect: 6
class T {
  @Async
  static Result<Object> m() {
    int a = one(), b = one(), c = one(), d = one();
    {
      int kept = Await.of(later(1));
      Await.of(later(""));
      d += kept;
    }
    {
      String dead = String.valueOf(a);
      a += dead.length();
      try {
        Await.of(later(""));
      } catch (IllegalStateException e) {
        b = 7;
      }
    }
    return ret(a + b + c + d);
  }
}
