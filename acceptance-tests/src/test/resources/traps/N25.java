// Boxing and unboxing around awaits, in conditionals as well.
// expect: npe,1,97,2.0,null
class T {
  @Async
  static Result<Object> m() {
    log("");
    try {
      int i = t() ? Await.of(later((Integer) null)) : 0;
      add(i);
    } catch (NullPointerException e) {
      add("npe");
    }
    Integer boxed = t() ? Await.of(later(1)) : Integer.valueOf(5);
    add(boxed);
    int widened = Await.of(later('a'));
    add(widened);
    double mixed = t() ? Await.of(later(2)) : 3.5;
    add(mixed);
    Object none = t() ? Await.of(later((String) null)) : "x";
    add(none);
    return ret(log());
  }
}
