// A loop that begins with a new, whose arguments branch.
// expect: 3:b
class T {
  record Box(int i, String s) {}

  @Async
  static Result<Object> m() {
    int i = 0;
    Box box;
    do {
      box = new Box(i + 1, i > 0 ? "b" : "a");
      i += Await.of(later(1));
    } while (i < 3);
    return ret(box.i() + ":" + box.s());
  }
}
