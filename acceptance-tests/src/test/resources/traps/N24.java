// A variable of one case of a switch that another case assigns and uses.
// expect: 7
class T {
  @Async
  static Result<Object> m() {
    switch (Await.of(later(2))) {
      case 1:
        int x = 1;
        Await.of(later(x));
      case 2:
        x = Await.of(later(3));
        int y = Await.of(later(4));
        return ret(x + y);
      default:
        return ret(-1);
    }
  }
}
