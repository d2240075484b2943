package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes the class of a random program: a few async methods, of which each calls those before it.
 */
final class ProgramGenerator {

  private static final int METHODS = 3;
  private static final int STATEMENTS = 14;
  private static final int NESTING = 3;

  private final Dice dice;
  private final Names names = new Names();
  private final List<ExpressionGenerator.Callable> callables = new ArrayList<>();

  private ProgramGenerator(long seed) {
    dice = new Dice(seed);
  }

  /** The members of a class; its entry is {@code m}. */
  static Node generate(long seed) {
    return new ProgramGenerator(seed).members();
  }

  private Node members() {
    List<Node> parts = new ArrayList<>();
    StringBuilder text = new StringBuilder(fields());
    for (int i = 0; i < METHODS; i++) {
      text.append(method(parts));
    }
    text.append(entry(parts));
    return new Node("class", text.toString(), parts);
  }

  /** A static field of each type, and how they get back their first values. */
  private static String fields() {
    String declarations =
        Stream.of(FuzzType.values())
            .map(type -> "static " + type.java() + " s" + type.inName() + ";\n")
            .collect(Collectors.joining());
    String assignments =
        Stream.of(FuzzType.values())
            .map(type -> "s" + type.inName() + " = " + type.literal(1).text() + ";\n")
            .collect(Collectors.joining());
    return declarations
        + "static final Object LOCK = new Object();\n"
        + "static void reset() {\n"
        + assignments
        + "}\n";
  }

  private String method(List<Node> parts) {
    FuzzType result = dice.pick(FuzzType.values());
    boolean cold = dice.oneIn(2);
    String type = cold ? "Coroutine" : dice.pick("CompletionStage", "CompletableFuture");
    String value = cold ? "Coroutine.of" : "CompletableFuture.completedFuture";
    boolean isStatic = dice.oneIn(2);
    String name = names.next("a");
    List<Scope.Variable> parameters = parameters();
    String returnForm = "return " + value + "((" + result.java() + ") #);";
    Scope scope = Scope.ofBody(parameters, returnForm, result);
    StatementGenerator statements = new StatementGenerator(dice, names, callables, STATEMENTS);
    parts.add(statements.inScope(scope, NESTING));
    parts.add(statements.expression(result, scope));
    callables.add(
        new ExpressionGenerator.Callable(
            (isStatic ? "" : "new G().") + name,
            result,
            parameters.stream().map(Scope.Variable::type).collect(Collectors.toList())));
    return "@Async "
        + dice.pick("", "private ", "final ")
        + (isStatic ? "static " : "")
        + type
        + "<"
        + result.box()
        + "> "
        + name
        + parameters.stream()
            .map(p -> (p.isFinal() ? "final " : "") + p.type().java() + " " + p.name())
            .collect(Collectors.joining(", ", "(", ")"))
        + " {\n#"
        + returnForm
        + "\n}\n";
  }

  private List<Scope.Variable> parameters() {
    List<Scope.Variable> parameters = new ArrayList<>();
    for (int left = dice.below(4); left > 0; left--) {
      parameters.add(
          new Scope.Variable(dice.pick(FuzzType.values()), names.next("v"), dice.oneIn(2)));
    }
    return parameters;
  }

  private String entry(List<Node> parts) {
    ExpressionGenerator.Callable last = callables.get(callables.size() - 1);
    last.parameters().forEach(type -> parts.add(type.literal(dice.below(9))));
    String arguments = "#, ".repeat(last.parameters().size()).replaceAll(", $", "");
    return String.join(
        "\n",
        "@Async static Coroutine<Object> m() {",
        "log(\"\"); Fuel.fill(); reset();",
        "try { see(Await.of(" + last.call() + "(" + arguments + "))); }",
        "catch (Throwable e) { see(\"escaped \" + e.getClass().getName()); }",
        "return Coroutine.of(log());",
        "}\n");
  }
}
