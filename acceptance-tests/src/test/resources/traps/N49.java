// Class initialisation inside an async method fails, once, and is caught.
// expect: EIIE,NCDFE ## NCDFE,NCDFE
class T {
  static class Broken {
    static final int V = 1 / (one() - 1);

    Broken(Object o) {}
  }

  @Async
  static Result<Object> m() {
    log("");
    for (int i = 0; i < 2; i++) {
      try {
        new Broken(Await.of(later(1)));
        add("no");
      } catch (ExceptionInInitializerError e) {
        add("EIIE");
      } catch (NoClassDefFoundError e) {
        add("NCDFE");
      }
    }
    return ret(log());
  }
}
