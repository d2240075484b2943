// Local classes, records, enums and interfaces inside an async method, with async methods.
// expect: L5a,R:b,E:ONE,I:c,anon:d5
class T {
  @Async
  static Result<Object> m() {
    int captured = Await.of(later(5));
    class L {
      @Async
      Result<Object> go(String s) {
        return ret("L" + captured + Await.of(later(s)));
      }
    }
    record R(String s) {
      @Async
      Result<Object> go() {
        return ret("R:" + Await.of(later(s)));
      }
    }
    enum E {
      ONE;

      @Async
      Result<Object> go() {
        return ret("E:" + Await.of(later(this)));
      }
    }
    interface I {
      @Async
      default Result<Object> go() {
        return ret("I:" + Await.of(later("c")));
      }
    }
    Object a = Await.of(new L().go("a"));
    I anonymous =
        new I() {
          @Override
          @Async
          public Result<Object> go() {
            return ret("anon:" + Await.of(later("d")) + captured);
          }
        };
    return ret(
        a
            + ","
            + Await.of(new R("b").go())
            + ","
            + Await.of(E.ONE.go())
            + ","
            + Await.of(new I() {}.go())
            + ","
            + Await.of(anonymous.go()));
  }
}
