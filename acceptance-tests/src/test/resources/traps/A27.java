// Merged to interface (String/Integer -> Comparable) on stack.
// expect: -1
class T {
  @Async
  static Result<Object> m() {
    boolean q = t();
    return ret(f(q ? "a" : 1, Await.of(later("b"))));
  }

  static <X extends Comparable<?>> Object f(X x, String s) {
    return ((Comparable<Object>) (Comparable<?>) x).compareTo(s);
  }
}
