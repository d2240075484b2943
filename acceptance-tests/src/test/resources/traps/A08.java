// Class-init order: NEW runs <clinit> before args.
// expect: clinit,arg,ctor ## arg,ctor
class T {
  @Async
  static Result<Object> m() {
    log("");
    new Lazy(Await.of(later(arg())));
    return ret(log());
  }

  static int arg() {
    add("arg");
    return 1;
  }

  static class Lazy {
    static {
      add("clinit");
    }

    Lazy(int i) {
      add("ctor");
    }
  }
}
