// A serialisable lambda survives serialisation, in a class with async methods.
// expect: ser!
class T {
  interface Fn extends Function<String, String>, Serializable {}

  @Async
  static Result<Object> m() throws Exception {
    String v = Await.of(later("ser"));
    Fn fn = s -> v + s;
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(fn);
      Await.of(later(""));
    }
    byte[] written = bytes.toByteArray();
    ClassLoader loader = T.class.getClassLoader();
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(written)) {
          @Override
          protected Class<?> resolveClass(ObjectStreamClass c) throws ClassNotFoundException {
            return Class.forName(c.getName(), false, loader);
          }
        }) {
      return ret(((Fn) in.readObject()).apply(Await.of(later("!"))));
    }
  }
}
