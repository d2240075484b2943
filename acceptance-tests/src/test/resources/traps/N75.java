// Switches that yield inside try and loops, in labelled loops with continue out of finally.
// expect: aAf11,Fj0j1j2102,oF6,Ff7,oFj0j1j2102,F5cg-1,F
class T {
  @Async
  static Result<Object> m() {
    String r = "";
    outer:
    for (int i = 0; i < 6; i++) {
      int v =
          switch (Await.of(later(i)) % 3) {
            case 0 -> {
              try {
                int k =
                    switch (Await.of(later("x" + i))) {
                      case "x0" -> {
                        try {
                          yield Await.of(later(10));
                        } finally {
                          r += "a" + Await.of(later("A"));
                        }
                      }
                      default -> Await.of(later(i * 2));
                    };
                yield k + Await.of(later(1));
              } finally {
                r += Await.of(later("f"));
              }
            }
            case 1 -> {
              for (int j = 0; ; j++) {
                try {
                  if (j < 2) continue;
                  yield j + Await.of(later(100));
                } finally {
                  r += "j" + Await.of(later(j));
                }
              }
            }
            default -> {
              if (i == 5) {
                try {
                  throw new IllegalStateException("" + Await.of(later(5)));
                } catch (IllegalStateException e) {
                  r += e.getMessage() + Await.of(later("c"));
                  yield -1;
                } finally {
                  r += "g";
                }
              }
              yield f(
                  1,
                  2L,
                  switch (Await.of(later(i))) {
                    case 2 -> Await.of(later(3.0));
                    default -> 4.0;
                  });
            }
          };
      r += v + ",";
      try {
        if (v < 0) break outer;
        if (i % 2 == 0) continue outer;
        r += Await.of(later("o"));
      } finally {
        r += Await.of(later("F"));
      }
    }
    return ret(r);
  }

  static int f(int a, long b, double c) {
    return (int) (a + b + c);
  }
}
