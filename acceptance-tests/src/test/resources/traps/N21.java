// try-with-resources: order of closing, suppressed exceptions, awaits in initialisers and body.
// expect: open a,open b,body,close b,close a,caught body [close b, close a],finally
class T {
  record Res(String name) implements AutoCloseable {
    Res {
      add("open " + name);
    }

    public void close() {
      add("close " + name);
      throw new IllegalStateException("close " + name);
    }
  }

  @Async
  static Result<Object> m() {
    log("");
    try (Res a = new Res(Await.of(later("a")));
        Res none = Await.of(later((Res) null));
        Res b = Await.of(later(new Res("b")))) {
      add(Await.of(later("body")));
      Await.of(fail(new IllegalArgumentException("body")));
    } catch (IllegalArgumentException e) {
      List<String> suppressed = new ArrayList<>();
      for (Throwable t : e.getSuppressed()) suppressed.add(Await.of(later(t.getMessage())));
      add("caught " + e.getMessage() + " [" + String.join(", ", suppressed) + "]");
    } finally {
      add(Await.of(later("finally")));
    }
    return ret(log());
  }
}
