// Failures of the code around an await: index, cast, array store, division, negative size.
// expect: AIOOBE,CCE,ASE,AE,NASE
class T {
  @Async
  static Result<Object> m() {
    log("");
    int[] a = new int[1];
    try {
      a[Await.of(later(1))] = Await.of(later(2));
    } catch (ArrayIndexOutOfBoundsException e) {
      add("AIOOBE");
    }
    try {
      Object o = (Integer) Await.of(later((Object) "s"));
    } catch (ClassCastException e) {
      add("CCE");
    }
    try {
      Object[] o = new String[1];
      o[0] = Await.of(later((Object) 1));
    } catch (ArrayStoreException e) {
      add("ASE");
    }
    try {
      int i = 1 / Await.of(later(0));
    } catch (ArithmeticException e) {
      add("AE");
    }
    try {
      Object o = new int[Await.of(later(-1))];
    } catch (NegativeArraySizeException e) {
      add("NASE");
    }
    return ret(log());
  }
}
