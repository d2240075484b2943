// Do/while data reassign across await (Kotlin KT-64139).
// expect: 1
class T {
  @Async
  static Result<Object> m() {
    int[] d = {0};
    boolean done = false;
    do {
      d = new int[] {1};
      Await.of(later(""));
      done = true;
    } while (!done);
    return ret(d[0]);
  }
}
