// Parameter annotations, names (with -parameters) and generic signature survive.
class T {
  @Retention(RetentionPolicy.RUNTIME)
  @interface Q {}

  @Async
  static Result<Object> k(int a, @Q List<String> b) {
    return ret(Await.of(later("")));
  }

  @Async
  static Result<Object> m() throws Exception {
    Await.of(later(""));
    for (Method x : T.class.getDeclaredMethods()) {
      if (x.getName().equals("k") && !Modifier.isPrivate(x.getModifiers())) {
        Parameter p = x.getParameters()[1];
        String annotated = p.isAnnotationPresent(Q.class) ? ":@Q " : ":- ";
        return ret(p.getName() + annotated + x.getGenericParameterTypes()[1].getTypeName());
      }
    }
    return ret("?");
  }
}
