// try-with-resources: null resources, a variable as a resource, failures of opening and closing.
// expect: open o,open a,open b,bodyfalsetrue,close b,close o,close a,fin0,r0,open o,open a,open b,bodyfalsetrue,close b,close o,close a,body1[java.io.IOException: cb, java.io.IOException: ca]h,fin1,end,open o,open b,bodytruetrue,close b,close o,body2[]h,fin2,java.lang.IllegalArgumentException: body2![],open o,open a,open b,bodyfalsetrue,close b,close o,close a,co[]h,fin3,end,open a,open b,bodyfalsetrue,close b,close a,fin4,end,open o,open a,close o,close a,fin5,java.lang.IllegalStateException: open![],open o,open a,open b,bodyfalsetrue,close b,close o,close a,fin6,end
class T {
  static class R implements AutoCloseable {
    final String n;
    final boolean bad;

    R(String n, boolean bad) {
      add("open " + n);
      this.n = n;
      this.bad = bad;
    }

    public void close() throws IOException {
      add("close " + n);
      if (bad) throw new IOException("c" + n);
    }
  }

  @Async
  static Result<R> open(String n, boolean bad, boolean nul) {
    Await.of(later(""));
    if (n.equals("X")) throw new IllegalStateException("open");
    return nul ? ret(null) : ret(new R(n, bad));
  }

  @Async
  static Result<String> run(int k) throws IOException {
    final R outside = Await.of(open("o", k == 3, k == 4));
    try (R a = Await.of(open("a", k == 1, k == 2));
        outside;
        R b = Await.of(open(k == 5 ? "X" : "b", k == 1, false));
        var c = k == 6 ? null : Await.of(open("c", false, true))) {
      add("body" + (a == null) + Await.of(later(c == null)));
      if (k == 0) return ret("r" + Await.of(later(k)));
      if (k < 3) throw new IllegalArgumentException("body" + Await.of(later(k)));
    } catch (IllegalArgumentException | IOException e) {
      add(e.getMessage() + Arrays.toString(e.getSuppressed()) + Await.of(later("h")));
      if (k == 2) throw e;
    } finally {
      add("fin" + Await.of(later(k)));
    }
    return ret("end");
  }

  @Async
  static Result<Object> m() {
    log("");
    for (int k = 0; k < 7; k++)
      try {
        add(Await.of(run(k), IOException.class));
      } catch (Exception e) {
        add(e + Await.of(later("!")) + Arrays.toString(e.getSuppressed()));
      }
    return ret(log());
  }
}
