// Reflection: modifiers, exceptions, return types and annotations of the public method.
class T {
  @Retention(RetentionPolicy.RUNTIME)
  @interface Q {
    String value();
  }

  @Q("k")
  @Async
  protected final <X extends Number> Result<? super X> k(Map<String, X> x) throws IOException {
    Await.of(later(""));
    return null;
  }

  @Async
  static Result<Object> m() {
    Await.of(later(""));
    StringBuilder r = new StringBuilder();
    for (Method x : T.class.getDeclaredMethods()) {
      if (x.getName().equals("k") && !Modifier.isPrivate(x.getModifiers())) {
        r.append(x.toGenericString()).append(Arrays.toString(x.getAnnotations()));
      }
    }
    return ret(r.toString());
  }
}
