// The default serialVersionUID of a serialisable class is that of the unwoven class.
class T {
  static class Se implements Serializable {
    private int a = 1;

    private String g() {
      return "g";
    }

    @Async
    Result<Object> go() {
      Supplier<String> s = () -> g() + a;
      Await.of(later(""));
      return ret(s.get());
    }
  }

  @Async
  static Result<Object> m() {
    Await.of(later(""));
    return ret(ObjectStreamClass.lookup(Se.class).getSerialVersionUID());
  }
}
