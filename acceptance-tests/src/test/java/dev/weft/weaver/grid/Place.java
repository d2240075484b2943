package dev.weft.weaver.grid;

/** A kind of method, in a kind of class, that a cell can be the body of. */
enum Place {
  STATIC("@Async static Result<Object> #() {%}"),
  INSTANCE("@Async Result<Object> i#() {%} static Result<Object> #() { return new G().i#(); }"),
  PRIVATE(
      "@Async private Result<Object> p#() {%}",
      "static Result<Object> #() { return new G().p#(); }"),
  DEFAULT(
      "interface D# { @Async default Result<Object> run() {%} }",
      "static Result<Object> #() { return new D#() {}.run(); }"),
  PRIVATE_IN_INTERFACE(
      "interface P# { @Async private Result<Object> run() {%}",
      "default Result<Object> go() { return run(); } }",
      "static Result<Object> #() { return new P#() {}.go(); }"),
  STATIC_IN_INTERFACE(
      "interface S# { @Async static Result<Object> run() {%} }",
      "static Result<Object> #() { return S#.run(); }"),
  LAMBDA(
      "static Result<Object> #() {",
      "Supplier<Result<Object>> lambda = () -> {%};",
      "return lambda.get(); }"),
  CAPTURING_LAMBDA(
      "Result<Object> c#(String one, long two) {",
      "Supplier<Result<Object>> lambda = () -> { see(one + two + this.hashCode());%};",
      "return lambda.get(); }",
      "static Result<Object> #() { return new G().c#(\"1\", 2); }"),
  ANONYMOUS(
      "static Result<Object> #() {",
      "return new Object() { @Async Result<Object> run() {%} }.run(); }"),
  LOCAL(
      "static Result<Object> #() {",
      "class Local { @Async Result<Object> run() {%} }",
      "return new Local().run(); }"),
  INNER(
      "class Inner# { @Async Result<Object> run() {%} }",
      "static Result<Object> #() { return new G().new Inner#().run(); }"),
  RECORD(
      "record Record#(int component) { @Async Result<Object> run() {%} }",
      "static Result<Object> #() { return new Record#(1).run(); }"),
  ENUM(
      "enum Enum# { ONE; @Async Result<Object> run() {%} }",
      "static Result<Object> #() { return Enum#.ONE.run(); }");

  private final String template;

  Place(String... template) {
    this.template = String.join("\n", template);
  }

  /**
   * The members of a class {@code G} with a cell in them.
   *
   * @param entry the name of the static method that calls it
   */
  String members(String entry, Cell cell) {
    return template.replace("#", entry).replace("%", "\n" + cell.body() + "\n");
  }
}
