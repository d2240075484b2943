// User classes, fields and methods whose names a weaver might want.
// expect: 1,nested,field,2,3
class T {
  static class m$Async {
    public String toString() {
      return "nested";
    }
  }

  static class k$Async$1 {}

  static String state = "field";

  static Object driver;

  static int resume(int i) {
    return i;
  }

  static int step() {
    return 3;
  }

  @Async
  static Result<Object> k(int i) {
    return ret(Await.of(later(i)));
  }

  @Async
  static Result<Object> k$Async() {
    return ret(Await.of(later(2)));
  }

  @Async
  static Result<Object> m() {
    return ret(
        Await.of(k(1))
            + ","
            + new m$Async()
            + ","
            + state
            + ","
            + resume((Integer) Await.of(k$Async()))
            + ","
            + step());
  }
}
