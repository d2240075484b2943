// While(true) with only await and throw exit.
// expect: EX:java.lang.RuntimeException:end
class T {
  @Async
  static Result<Object> m() {
    int i = 0;
    while (true) {
      if (Await.of(later(i++)) > 5) throw new RuntimeException("end");
    }
  }
}
