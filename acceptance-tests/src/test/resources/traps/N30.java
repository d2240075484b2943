// Generic methods: type variables with bounds, arrays, intersections, a generic throws clause.
// expect: 9,[b],z,io
class T {
  @Async
  static <X extends Comparable<X>> Result<X> max(CompletionStage<X> a, CompletionStage<X> b) {
    X x = Await.of(a);
    X y = Await.of(b);
    return ret(x.compareTo(y) > 0 ? x : y);
  }

  @Async
  static <X> Result<X[]> last(X[] array) {
    X[] copy = Arrays.copyOfRange(array, Await.of(later(array.length - 1)), array.length);
    return ret(copy);
  }

  @Async
  static <X extends CharSequence & Comparable<X>> Result<Object> both(X x, X y) {
    X larger = Await.of(later(x)).compareTo(y) > 0 ? x : Await.of(later(y));
    return ret(larger.subSequence(0, 1));
  }

  @Async
  static <E extends Exception> Result<Object> throwing(E e) throws E {
    Await.of(later(""));
    if (t()) throw e;
    return ret("no");
  }

  @Async
  static Result<Object> m() {
    log("");
    add(Await.of(max(later(4), later(9))));
    add(Arrays.toString(Await.of(last(new String[] {"a", "b"}))));
    add(Await.of(both("zebra", "ape")));
    try {
      Await.of(throwing(new IOException("io")), IOException.class);
    } catch (IOException e) {
      add(e.getMessage());
    }
    return ret(log());
  }
}
