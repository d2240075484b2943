package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

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
    List<Node> methods = new ArrayList<>();
    for (int i = 0; i < METHODS; i++) {
      methods.add(method());
    }
    List<Node> parts = new ArrayList<>(List.of(Node.methods(methods)));
    String entry = entry(parts);
    return new Node("class", "#" + entry, parts);
  }

  private Node method() {
    FuzzType result = dice.pick(FuzzType.values());
    boolean cold = dice.oneIn(2);
    String type = cold ? "Coroutine" : dice.pick("CompletionStage", "CompletableFuture");
    String made = cold ? "Coroutine.of" : "CompletableFuture.completedFuture";
    boolean isStatic = dice.oneIn(2);
    String name = names.next("a");
    List<Scope.Variable> parameters = parameters();
    String returnForm = "return " + made + "((" + result.java() + ") #);";
    Scope scope = Scope.ofBody(parameters, returnForm, result);
    StatementGenerator statements = new StatementGenerator(dice, names, callables, STATEMENTS);
    Node body = statements.inScope(scope, NESTING);
    Node value = statements.expression(result, scope);
    callables.add(
        new ExpressionGenerator.Callable(
            (isStatic ? "" : "new G().") + name,
            result,
            parameters.stream().map(Scope.Variable::type).collect(Collectors.toList())));
    String header =
        "@Async "
            + dice.pick("", "private ", "final ")
            + (isStatic ? "static " : "")
            + type
            + "<"
            + result.box()
            + "> "
            + name
            + parameters.stream()
                .map(p -> (p.isFinal() ? "final " : "") + p.type().java() + " " + p.name())
                .collect(Collectors.joining(", ", "(", ")"));
    return Node.of("method", header + " {\n#" + returnForm + "\n}", body, value);
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
        "log(\"\"); Fuel.fill(); Statics.reset();",
        "try { see(Await.of(" + last.call() + "(" + arguments + "))); }",
        "catch (Throwable e) { see(\"escaped \" + e.getClass().getName()); }",
        "return Coroutine.of(log());",
        "}\n");
  }
}
