// String switches with collisions, enum and sealed switches, values below a switch that yields.
// expect: sameasome1none3colAacolBBnodAaAa1dBBBB1dzz1null1,I5,i2,Sxy,o2,e,EB,arr2,o2,248Aa,BB
// release: 21
class T {
  sealed interface Opt<X> permits Some, None {}

  record Some<X>(X x) implements Opt<X> {}

  record None<X>() implements Opt<X> {}

  enum E {
    A,
    B,
    C
  }

  @Async
  static <X> Result<String> open(Opt<X> o, X other) {
    return ret(
        switch (o) {
          case Some<X>(var x) when Await.of(later(x)).equals(other) -> "same" + Await.of(later(x));
          case Some<X> s -> "some" + Await.of(later(s.x()));
          case None<X> n -> "none" + Await.of(later(other));
        });
  }

  @Async
  static Result<String> str(String s) {
    switch (Await.of(later(s))) {
      case "Aa":
      case "BB":
        try {
          return ret("col" + Await.of(later(s)));
        } finally {
          add(s);
        }
      case "C#":
        return ret("no");
      case "AaAa":
      case "BBBB":
      case "AaBB":
        Await.of(later(""));
      default:
        return ret("d" + s + Await.of(later(1)));
    }
  }

  @Async
  static Result<String> obj(Object o) {
    return ret(
        switch (o) {
          case null -> "null" + Await.of(later(1));
          case Integer i when i > Await.of(later(3)) -> "I" + i;
          case Integer i -> "i" + Await.of(later(i));
          case String s when s.length() > 1 && Await.of(later(true)) -> "S" + s;
          case E e when e == E.B -> "E" + Await.of(later(e));
          case E e -> "e";
          case int[] a when a.length == Await.of(later(2)) -> "arr" + a[Await.of(later(1))];
          case Object x -> "o" + Await.of(later(2));
        });
  }

  @Async
  static Result<String> en(E e) {
    int k = 1;
    k +=
        switch (e) {
          case A -> Await.of(later(1));
          case B -> {
            int z = 0;
            for (int i = 0; i < 3; i++) z += Await.of(later(i));
            yield z;
          }
          case C -> {
            try {
              throw new Error("x");
            } catch (Error x) {
              yield Await.of(later(7));
            }
          }
        };
    return ret("" + k);
  }

  @Async
  static Result<Object> m() {
    log("");
    String r =
        Await.of(open(new Some<>("a"), "a"))
            + Await.of(open(new Some<>(1), 2))
            + Await.of(open(new None<>(), 3));
    for (String s : List.of("Aa", "BB", "C#", "AaAa", "BBBB", "zz")) r += Await.of(str(s));
    for (Object o : new Object[] {null, 5, 2, "xy", "x", E.A, E.B, new int[] {1, 2}, 2.0})
      r += Await.of(obj(o)) + ",";
    for (E e : E.values()) r += Await.of(en(e));
    return ret(r + log());
  }
}
