// Nested record patterns whose guards await, in switches, instanceof, in a loop.
// expect: P1a!;1/a;pb2;B34cd;3Pt[x=c, y=d]4;BB12Pt[x=3, y=4]5;
// release: 21
class T {
  sealed interface Sh permits Pt, Bx {}

  record Pt(Object x, Object y) implements Sh {}

  record Bx(Sh a, Sh b) implements Sh {}

  @Async
  static Result<Object> m() {
    String r = "";
    Sh[] all = {
      new Pt(1, "a"),
      new Pt("b", 2L),
      new Bx(new Pt(3, 4), new Pt("c", 'd')),
      new Bx(new Bx(new Pt(1, 2), new Pt(3, 4)), new Pt(5, 6))
    };
    for (Sh s : Await.of(later(all))) {
      r +=
          switch (s) {
                case Pt(Integer i, String t) when i > Await.of(later(5)) -> "big";
                case Pt(Integer i, String t)
                    when Await.of(later(i)) == 1 && t.equals(Await.of(later("a"))) ->
                    "P" + i + t + Await.of(later("!"));
                case Pt(var x, var y) -> {
                  try {
                    yield "p" + x + Await.of(later(y));
                  } finally {
                    r += Await.of(later("f"));
                  }
                }
                case Bx(Pt(Integer i, Integer j), Pt(String c, Character d))
                    when Await.of(later(i + j)) == 7 ->
                    "B" + i + j + c + Await.of(later(d));
                case Bx(Bx(Pt(var a, var b), Sh q), Pt(Integer e, Integer f))
                    when e + Await.of(later(f)) == 11 ->
                    "BB" + a + b + q + Await.of(later(e));
                case Bx b -> "b";
              }
              + ";";
      if (s instanceof Bx(Pt(Integer i, Integer j), var z) && Await.of(later(i)) < j)
        r += i + z.toString() + Await.of(later(j)) + ";";
      if (!(s instanceof Pt(Integer i, var y))) continue;
      r += Await.of(later(i)) + "/" + y + ";";
    }
    return ret(r);
  }
}
