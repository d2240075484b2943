// try, catch and finally with awaits inside a switch expression with operands below it.
// expect: 1|caught x+f|a
// except: ecj
class T {
  static String f(int i, String s, Object o) {
    return i + "|" + s + "|" + o;
  }

  @Async
  static Result<Object> m() {
    int k = one();
    String[] fin = {""};
    return ret(
        f(
            1,
            switch (k) {
              case 1 -> {
                String r;
                try {
                  r = Await.of(fail(new IllegalStateException("x")));
                } catch (IllegalStateException e) {
                  r = Await.of(later("caught ")) + e.getMessage();
                } finally {
                  fin[0] += Await.of(later("+f"));
                }
                yield r + fin[0];
              }
              default -> "";
            },
            Await.of(later("a"))));
  }
}
