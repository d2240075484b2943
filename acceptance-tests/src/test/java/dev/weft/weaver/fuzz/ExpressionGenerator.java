package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes expressions of a given type; awaits stand anywhere in them. */
final class ExpressionGenerator {

  /** An async method that expressions may call. */
  record Callable(String call, FuzzType result, List<FuzzType> parameters) {}

  private final Dice dice;
  private final Names names;
  private final List<Callable> callables;
  private final StatementGenerator statements;

  ExpressionGenerator(
      Dice dice, Names names, List<Callable> callables, StatementGenerator statements) {
    this.dice = dice;
    this.names = names;
    this.callables = callables;
    this.statements = statements;
  }

  /**
   * @param depth how deep it may nest; at 0 a leaf
   */
  Node expression(FuzzType type, Scope scope, int depth) {
    if (depth <= 0 || dice.oneIn(6)) {
      return leaf(type, scope);
    }
    if (scope.awaits() && dice.oneIn(4)) {
      return await(type, scope, depth - 1);
    }
    return dice.pick(forms(type, scope, depth - 1)).get();
  }

  private Node leaf(FuzzType type, Scope scope) {
    List<Scope.Variable> variables = scope.readable(type);
    if (!variables.isEmpty() && !dice.oneIn(3)) {
      return Node.of(type.java(), dice.pick(variables).name());
    }
    return dice.oneIn(4) ? Node.of(type.java(), "s" + type.inName()) : type.literal(dice.below(10));
  }

  private Node await(FuzzType type, Scope scope, int depth) {
    if (dice.oneIn(12)) {
      return Node.of(
          type.java(),
          cast(type, "Await.<" + type.box() + ">of(Futures.fail(#))"),
          exception(scope, depth));
    }
    List<Callable> matching = new ArrayList<>(callables);
    matching.removeIf(callable -> callable.result() != type);
    if (!matching.isEmpty() && dice.oneIn(2)) {
      return call(dice.pick(matching), scope, depth);
    }
    if (dice.oneIn(10)) {
      return lambda(type, scope);
    }
    return Node.of(
        type.java(),
        cast(type, "Await.of(later((" + type.java() + ") #))"),
        expression(type, scope, depth));
  }

  private Node call(Callable callable, Scope scope, int depth) {
    List<Node> arguments = new ArrayList<>();
    for (FuzzType parameter : callable.parameters()) {
      arguments.add(expression(parameter, scope, depth - 1));
    }
    String list = "#, ".repeat(arguments.size()).replaceAll(", $", "");
    String text = cast(callable.result(), "Await.of(" + callable.call() + "(" + list + "))");
    return new Node(callable.result().java(), text, arguments);
  }

  /** An async lambda that is called and awaited on the spot. */
  private Node lambda(FuzzType type, Scope scope) {
    String kind = dice.pick("Coroutine", "CompletableFuture");
    String value = kind.equals("Coroutine") ? "Coroutine.of" : "CompletableFuture.completedFuture";
    String returnForm = "return " + value + "((" + type.java() + ") #);";
    Scope body = scope.lambda(returnForm, type);
    return Node.of(
        type.java(),
        cast(
            type,
            "Await.of(((Supplier<"
                + kind
                + "<"
                + type.box()
                + ">>) () -> {\n#"
                + returnForm
                + "}).get())"),
        statements.block(body, 2),
        expression(type, body, 2));
  }

  Node exception(Scope scope, int depth) {
    return Node.of(
        "Object",
        "new " + dice.pick("IllegalStateException", "IllegalArgumentException", "Error") + "(#)",
        expression(FuzzType.STRING, scope, depth - 2));
  }

  private static String cast(FuzzType type, String text) {
    return "((" + type.java() + ") " + text + ")";
  }

  private List<Supplier<Node>> forms(FuzzType type, Scope scope, int depth) {
    List<Supplier<Node>> forms = new ArrayList<>();
    forms.add(() -> conditional(type, scope, depth));
    forms.add(() -> switchExpression(type, scope, depth));
    forms.add(() -> among(type, scope, depth));
    if (!scope.assignable(type).isEmpty()) {
      forms.add(() -> assignment(type, scope, depth));
    }
    forms.add(
        () -> Node.of(type.java(), "(s" + type.inName() + " = #)", expression(type, scope, depth)));
    if (type.isNumeric()) {
      forms.add(() -> arithmetic(type, scope, depth));
      forms.add(() -> arithmetic(type, scope, depth));
      forms.add(() -> increment(type, scope));
      forms.add(() -> conversion(type, scope, depth));
    }
    switch (type) {
      case BOOLEAN -> {
        forms.add(() -> comparison(scope, depth));
        forms.add(() -> logic(scope, depth));
        forms.add(() -> instanceOf(scope, depth));
      }
      case INT -> {
        forms.add(() -> element("int", FuzzType.INTS, scope, depth));
        forms.add(() -> elementAssignment(scope, depth));
      }
      case STRING -> {
        forms.add(() -> concatenation(scope, depth));
        forms.add(() -> element("String", FuzzType.STRINGS, scope, depth));
      }
      case OBJECT -> {
        forms.add(() -> boxed(scope, depth));
        forms.add(() -> pair(scope, depth));
        forms.add(() -> pair(scope, depth));
      }
      case INTS -> forms.add(() -> array(FuzzType.INTS, FuzzType.INT, scope, depth));
      case STRINGS -> forms.add(() -> array(FuzzType.STRINGS, FuzzType.STRING, scope, depth));
      default -> {}
    }
    return forms;
  }

  private Node conditional(FuzzType type, Scope scope, int depth) {
    return Node.of(
        type.java(),
        cast(type, "(# ? # : #)"),
        expression(FuzzType.BOOLEAN, scope, depth),
        expression(type, scope, depth),
        expression(type, scope, depth));
  }

  private Node switchExpression(FuzzType type, Scope scope, int depth) {
    Scope inner = scope.switchExpression(false);
    return Node.of(
        type.java(),
        cast(
            type,
            "(switch (# & 3) {\ncase 0 -> #;\ncase 1 -> {\n#"
                + yielding(type.java())
                + "\n}\ndefault -> #;\n})"),
        expression(FuzzType.INT, scope, depth),
        expression(type, inner, depth),
        statements.block(inner, 2),
        expression(type, inner, depth),
        expression(type, inner, depth));
  }

  /** A yield of a part; through a variable, since javac takes {@code yield (..)} for a call. */
  String yielding(String type) {
    String name = names.next("y");
    return type + " " + name + " = #; yield " + name + ";";
  }

  /** Values of all categories below and above on the operand stack. */
  private Node among(FuzzType type, Scope scope, int depth) {
    return Node.of(
        type.java(),
        cast(type, "among(#, #, #, #, \"-\")"),
        expression(FuzzType.INT, scope, depth - 1),
        expression(FuzzType.LONG, scope, depth - 1),
        expression(type, scope, depth),
        expression(FuzzType.DOUBLE, scope, depth - 1));
  }

  private Node assignment(FuzzType type, Scope scope, int depth) {
    String name = dice.pick(scope.assignable(type)).name();
    String operator = type.isNumeric() ? dice.pick("=", "+=", "-=", "*=") : "=";
    return Node.of(
        type.java(), "(" + name + " " + operator + " #)", expression(type, scope, depth));
  }

  private Node increment(FuzzType type, Scope scope) {
    List<Scope.Variable> variables = scope.assignable(type);
    String name = variables.isEmpty() ? "s" + type.inName() : dice.pick(variables).name();
    return Node.of(type.java(), dice.pick("(" + name + "++)", "(--" + name + ")"));
  }

  private Node arithmetic(FuzzType type, Scope scope, int depth) {
    String operator =
        type.isIntegral()
            ? dice.pick("+", "-", "*", "/", "%", "&", "|", "^", "<<", ">>", ">>>")
            : dice.pick("+", "-", "*", "/", "%");
    return Node.of(
        type.java(),
        cast(type, "(# " + operator + " #)"),
        expression(type, scope, depth),
        expression(type, scope, depth));
  }

  private Node conversion(FuzzType type, Scope scope, int depth) {
    return Node.of(
        type.java(), cast(type, "#"), expression(dice.pick(FuzzType.numeric()), scope, depth));
  }

  private Node comparison(Scope scope, int depth) {
    FuzzType type = dice.pick(FuzzType.numeric());
    return Node.of(
        "boolean",
        "(# " + dice.pick("<", "<=", ">", ">=", "==", "!=") + " #)",
        expression(type, scope, depth),
        expression(dice.pick(FuzzType.numeric()), scope, depth));
  }

  private Node logic(Scope scope, int depth) {
    return Node.of(
        "boolean",
        dice.pick("(# && #)", "(# || #)", "(# & #)", "(# ^ #)", "(!# | #)"),
        expression(FuzzType.BOOLEAN, scope, depth),
        expression(FuzzType.BOOLEAN, scope, depth));
  }

  private Node instanceOf(Scope scope, int depth) {
    String name = names.next("p");
    return Node.of(
        "boolean",
        "(# instanceof String " + name + " && " + name + ".length() < #)",
        expression(FuzzType.OBJECT, scope, depth),
        expression(FuzzType.INT, scope, depth));
  }

  private Node concatenation(Scope scope, int depth) {
    return Node.of(
        "String",
        "(# + \"|\" + #)",
        expression(FuzzType.STRING, scope, depth),
        expression(dice.pick(FuzzType.values()[dice.below(9)]), scope, depth));
  }

  private Node element(String sort, FuzzType array, Scope scope, int depth) {
    return Node.of(
        sort, "#[# & 1]", expression(array, scope, depth), expression(FuzzType.INT, scope, depth));
  }

  private Node elementAssignment(Scope scope, int depth) {
    return Node.of(
        "int",
        "(#[# & 1] " + dice.pick("=", "+=", "^=") + " #)",
        expression(FuzzType.INTS, scope, depth),
        expression(FuzzType.INT, scope, depth),
        expression(FuzzType.INT, scope, depth));
  }

  private Node boxed(Scope scope, int depth) {
    return Node.of(
        "Object", "((Object) #)", expression(dice.pick(FuzzType.values()), scope, depth));
  }

  private Node pair(Scope scope, int depth) {
    return Node.of(
        "Object",
        "((Object) new Pair(#, #))",
        expression(FuzzType.OBJECT, scope, depth),
        expression(dice.pick(FuzzType.values()), scope, depth));
  }

  private Node array(FuzzType type, FuzzType component, Scope scope, int depth) {
    return Node.of(
        type.java(),
        "(new " + type.java() + " {#, #})",
        expression(component, scope, depth),
        expression(component, scope, depth));
  }
}
