// The class-argument forms of the await; the argument is an expression like any other.
// expect: class,io,ie,ok
class T {
  static Class<IOException> named() {
    add("class");
    return IOException.class;
  }

  @Async
  static Result<Object> m() {
    log("");
    try {
      Await.of(fail(new IOException("io")), named());
    } catch (IOException e) {
      add(e.getMessage());
    }
    try {
      Await.of(fail(new InterruptedException("ie")), IOException.class, InterruptedException.class);
    } catch (IOException | InterruptedException e) {
      add(e.getMessage());
    }
    try {
      add(Await.of(k(), IOException.class));
    } catch (IOException e) {
      add("no");
    }
    return ret(log());
  }

  @Async
  static Result<String> k() throws IOException {
    return ret(Await.of(later("ok"), IOException.class));
  }
}
