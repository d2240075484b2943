// Foreach over List and array with await.
// expect: abc6
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    for (String s : Arrays.asList("a", "b", "c")) r += Await.of(later(s));
    int n = 0;
    for (int i : new int[] {1, 2, 3}) n += Await.of(later(i));
    return ret(r + n);
  }
}
