// Concatenation of more operands than one invokedynamic takes, awaits among them.
// expect: -1488278530ctrue12nullq53z112cd
// except: ecj
class T {
  @Async
  static Result<Object> m() {
    long l = 5;
    double d = .5;
    char c = 'c';
    boolean b = t();
    byte y = 1;
    short s = 2;
    Object n = null;
    String x = "" /* repeat 60: + Await.of(later(#)) + l + d + c + (n == null ? "" : n) */;
    String z = x + b + y + s + n + Await.of(later("q")) + l;
    z += Await.of(later(1)) + Await.of(later(2L)) + "z";
    z += l + Await.of(later('k'));
    z += 'c';
    z += (char) (c + Await.of(later(1)));
    return ret(z.hashCode() + z.substring(z.length() - 20));
  }
}
