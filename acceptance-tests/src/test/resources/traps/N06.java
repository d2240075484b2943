// A loop inside a constructor argument: its header has uninitialised objects on the operand stack.
// expect: P(P(a,6),P(2,b))
class T {
  static class P {
    final Object a;
    final Object b;

    P(Object a, Object b) {
      this.a = a;
      this.b = b;
    }

    public String toString() {
      return "P(" + a + "," + b + ")";
    }
  }

  @Async
  static Result<Object> m() {
    int k = one();
    P p =
        new P(
            new P(
                Await.of(later("a")),
                switch (k) {
                  case 1 -> {
                    int sum = 0;
                    for (int i = 0; i < 4; i++) {
                      sum += Await.of(later(i));
                    }
                    yield sum;
                  }
                  default -> 0;
                }),
            new P(
                switch (k) {
                  case 2 -> 0;
                  default -> {
                    int n = 0;
                    do {
                      n++;
                      if (Await.of(later(n)) > 1) break;
                    } while (true);
                    yield n;
                  }
                },
                Await.of(later("b"))));
    return ret(p.toString());
  }
}
