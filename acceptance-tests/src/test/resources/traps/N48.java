// Loops whose iterators, bounds and steps await; an iterator without a name.
// expect: 0 2 4 |ab|cd|
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    for (int i = Await.of(later(0)), n = Await.of(later(5)); i < Await.of(later(n)); i += Await.of(later(2)))
      r += i + " ";
    r += "|";
    for (String s : Await.of(later(List.of("a", "b")))) {
      r += Await.of(later(s));
    }
    r += "|";
    for (char c : Await.of(later(new char[] {'c', 'd'}))) r += Await.of(later(c));
    return ret(r + "|");
  }
}
