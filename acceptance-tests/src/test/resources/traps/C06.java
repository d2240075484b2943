// Break/continue through finally with awaits.
// expect: 0f1f2fb
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    for (int i = 0; ; i++) {
      try {
        r += Await.of(later(i));
        if (i < 2) continue;
        break;
      } finally {
        r += Await.of(later("f"));
      }
    }
    return ret(r + "b");
  }
}
