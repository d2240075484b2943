// Precise rethrow, generic throws clauses, bounds that need casts, intersections, varargs.
// expect: CNSIO1ok2n9n9[1, a, 2.0, null]6[x, y]strue
class T {
  interface Named {
    String name();
  }

  static class N implements Named, Comparable<N>, Serializable {
    int v;

    N(int v) {
      this.v = v;
    }

    public String name() {
      return "n" + v;
    }

    public int compareTo(N o) {
      return v - o.v;
    }
  }

  @Async
  static <X extends Exception> Result<String> thrower(X x, int k) throws X, IOException {
    try {
      if (k == 0) throw x;
      if (k == 1) throw new IOException("io");
      return ret("ok" + Await.of(later(k)));
    } catch (final Exception e) {
      Await.of(later(""));
      throw e;
    }
  }

  @Async
  static <E extends Named & Comparable<? super E> & Serializable> Result<String> max(List<E> es) {
    E best = null;
    for (E e : es) {
      E f = Await.of(later(e));
      if (best == null || Await.of(later(f)).compareTo(best) > 0) best = f;
    }
    return ret(best.name() + Await.of(later(best)).name());
  }

  @Async
  static <A, B extends A> Result<List<A>> two(A a, B b, A... more) {
    List<A> l = new ArrayList<>(List.of(Await.of(later(a)), Await.of(later(b))));
    l.addAll(Arrays.asList(Await.of(later(more))));
    return ret(l);
  }

  @Async
  static <Q extends Number & Comparable<Q>> Result<Integer> sum(Q... qs) {
    int s = 0;
    for (Q q : qs) s += Await.of(later(q)).intValue();
    return ret(s);
  }

  static <V> Coroutine<V> lam(Object o) {
    return null;
  }

  @Async
  static Result<Object> m() {
    String r = "";
    for (int k = 0; k < 3; k++)
      try {
        r +=
            Await.of(
                thrower(new CloneNotSupportedException("c"), k),
                CloneNotSupportedException.class,
                IOException.class);
      } catch (CloneNotSupportedException e) {
        r += "CNS";
      } catch (IOException e) {
        r += "IO" + Await.of(later(1));
      }
    r += Await.of(max(List.of(new N(3), new N(9), new N(4))));
    r +=
        Await.of(two(1, "a", 2.0, null))
            + ""
            + Await.of(sum(1, 2, Await.of(later(3))))
            + Await.of(two("x", Await.of(later("y"))));
    Runnable run = (Runnable & Serializable) () -> add("run");
    run.run();
    var both = (Supplier<String> & Serializable) () -> "s";
    Await.of(later(""));
    r += both.get() + (both instanceof Serializable);
    return ret(r);
  }
}
