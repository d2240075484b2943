// A parameter annotation stays on its own parameter.
// expect: 001
class T {
  @Retention(RetentionPolicy.RUNTIME)
  @interface Q {}

  @Async
  static Result<Object> k(int a, long b, @Q int c) {
    return ret(Await.of(later("")));
  }

  @Async
  static Result<Object> m() throws Exception {
    Await.of(later(""));
    String r = "";
    for (Method x : T.class.getDeclaredMethods()) {
      if (x.getName().equals("k") && !Modifier.isPrivate(x.getModifiers())) {
        for (Annotation[] an : x.getParameterAnnotations()) r += an.length;
      }
    }
    return ret(r);
  }
}
