// Async methods of records, enums with constant bodies, and sealed interfaces.
// expect: R[a,1];RED?;GREEN!;S:x
class T {
  record R(String s, int i) {
    R {
      s = s.trim();
    }

    @Async
    Result<Object> show() {
      String before = s();
      return ret("R[" + before + "," + (i + Await.of(later(0))) + "]");
    }
  }

  enum E {
    RED {
      @Override
      @Async
      Result<Object> show() {
        return ret(name() + Await.of(later("?")));
      }
    },
    GREEN;

    @Async
    Result<Object> show() {
      return ret(name() + Await.of(later("!")));
    }
  }

  sealed interface S permits S1 {
    @Async
    default Result<Object> show() {
      return ret("S:" + Await.of(later(name())));
    }

    String name();
  }

  record S1(String name) implements S {}

  @Async
  static Result<Object> m() {
    return ret(
        Await.of(new R(" a ", 1).show())
            + ";"
            + Await.of(E.RED.show())
            + ";"
            + Await.of(E.GREEN.show())
            + ";"
            + Await.of(new S1("x").show()));
  }
}
