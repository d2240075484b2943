// Retry: the loop's body is a try whose handler continues the loop.
// expect: 0:no 1:no ok2
class T {
  @Async
  static Result<Object> m() {
    StringBuilder r = new StringBuilder();
    int attempt = 0;
    for (; ; ) {
      try {
        r.append(Await.of(attempt(attempt), IOException.class));
        return ret(r.toString());
      } catch (IOException e) {
        r.append(Await.of(later(attempt + ":"))).append(e.getMessage()).append(' ');
        attempt++;
      }
    }
  }

  @Async
  static Result<String> attempt(int i) throws IOException {
    if (Await.of(later(i)) < 2) throw new IOException("no");
    return ret("ok" + i);
  }
}
