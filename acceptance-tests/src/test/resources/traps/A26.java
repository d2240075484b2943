// Merged reference types on stack (ArrayList/LinkedList).
// expect: [x]
class T {
  @Async
  static Result<Object> m() {
    boolean q = t();
    return ret(f(q ? new ArrayList<String>() : new LinkedList<String>(), Await.of(later("x"))));
  }

  static Object f(List<String> l, String s) {
    l.add(s);
    return l.toString();
  }
}
