// Anonymous class inside async method: getEnclosingMethod is the user's method.
// expect: m
class T {
  @Async
  static Result<Object> m() {
    Await.of(later(""));
    Object o = new Object() {};
    Method em = o.getClass().getEnclosingMethod();
    return ret(em == null ? "null" : em.getName());
  }
}
