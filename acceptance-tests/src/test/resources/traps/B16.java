// Exception variable slot shared with other type (KT listThrowablePair).
// expect: e1:ok
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    try {
      Await.of(fail(new RuntimeException("e1")));
    } catch (RuntimeException e) {
      r = msg(e);
    }
    {
      List<String> l = Collections.singletonList("ok");
      for (String s : l) r += ":" + Await.of(later(s));
    }
    return ret(r);
  }
}
