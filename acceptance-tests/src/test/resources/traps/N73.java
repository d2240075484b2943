// Awaits that keep what others keep, and more: operands, variables; in a loop, in a try.
// expect: v1v2v3v4v5v6v7v8|v1!v2!v3!v4!v5!v6!v7!v8!|7?1.5|a1b2c3d4e5f6;a1b2c3d4e5f6;|g7h8i9j10k11l;g7h8i9j10k11l;|caught 3x4y
class T {
  @Async
  static Result<Object> m() {
    return ret(
        Await.of(variables())
            + "|"
            + Await.of(eitherOfTwo())
            + "|"
            + Await.of(operands())
            + "|"
            + Await.of(operandsInTry()));
  }

  @Async
  static Result<String> variables() {
    // repeat 8: String v# = Await.of(later("v#"));
    String all = v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + "|";
    // repeat 8: all += v# + Await.of(later("!"));
    return ret(all);
  }

  @Async
  static Result<String> eitherOfTwo() {
    String all = "";
    int choice = 0;
    while (choice < 2) {
      if (choice == 0) {
        int i = one() + 6;
        Await.of(later(""));
        all += i;
        long l = Await.of(later(2L));
        all += Await.of(later("?"));
        i += l;
      } else {
        double d = 1.5 * one();
        Await.of(later(""));
        all += d;
      }
      choice++;
    }
    return ret(all);
  }

  @Async
  static Result<String> operands() {
    String all = "";
    for (int n = 0; n < 2; n++) {
      all += "a" + Await.of(later(1)) + "b" + Await.of(later(2L)) + "c" + Await.of(later("3")) + "d"
          + Await.of(later('4')) + "e" + Await.of(later(5)) + "f" + Await.of(later((Object) 6)) + ";";
    }
    return ret(all);
  }

  @Async
  static Result<String> operandsInTry() {
    String all = "";
    for (int n = 0; n < 2; n++) {
      try {
        all += "g" + Await.of(later(7)) + "h" + Await.of(later(8L)) + "i" + Await.of(later("9")) + "j"
            + Await.of(later(10)) + "k" + Await.of(later(11)) + "l" + (n < 2 ? ";" : Await.of(later(12)));
      } finally {
        Await.of(later(""));
      }
    }
    all += "|";
    try {
      all += "m" + Await.of(later(1)) + "n" + Await.of(later(2)) + "o" + Await.of(later(3)) + "p"
          + Await.of(later(4)) + Await.of(fails());
    } catch (IllegalStateException e) {
      all += e.getMessage() + Await.of(later(" 3")) + "x" + Await.of(later(4)) + "y";
    }
    return ret(all);
  }

  @Async
  static Result<Object> fails() {
    Await.of(later(""));
    throw new IllegalStateException("caught");
  }
}
