package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Makes statements: every one can complete normally, and every loop burns fuel. */
final class StatementGenerator {

  private static final int EXPRESSION_DEPTH = 3;

  private final Dice dice;
  private final Names names;
  private final ExpressionGenerator expressions;
  private int budget; // statements left to make in this method

  StatementGenerator(
      Dice dice, Names names, List<ExpressionGenerator.Callable> callables, int budget) {
    this.dice = dice;
    this.names = names;
    this.budget = budget;
    this.expressions = new ExpressionGenerator(dice, names, callables, this);
  }

  /** A list of statements in a scope of its own. */
  Node block(Scope outer, int depth) {
    Scope scope = outer.block();
    return inScope(scope, depth);
  }

  /** A list of statements whose declarations stay in the scope. */
  Node inScope(Scope scope, int depth) {
    List<Node> statements = new ArrayList<>();
    for (int left = 1 + dice.below(4); left > 0 && budget > 0; left--) {
      budget--;
      statements.add(statement(scope, depth));
    }
    return Node.statements(statements);
  }

  Node expression(FuzzType type, Scope scope) {
    return expressions.expression(type, scope, EXPRESSION_DEPTH);
  }

  private Node condition(Scope scope) {
    return expression(FuzzType.BOOLEAN, scope);
  }

  private Node statement(Scope scope, int depth) {
    List<Supplier<Node>> forms = new ArrayList<>();
    forms.add(() -> declaration(scope));
    forms.add(() -> declaration(scope));
    forms.add(() -> lateDeclaration(scope));
    forms.add(() -> see(scope));
    forms.add(() -> see(scope));
    forms.add(() -> jump(scope));
    if (depth > 0) {
      forms.add(() -> branch(scope, depth - 1));
      forms.add(() -> loop(scope, depth - 1));
      forms.add(() -> loop(scope, depth - 1));
      forms.add(() -> switchStatement(scope, depth - 1));
    }
    if (depth > 0 && scope.tries()) {
      forms.add(() -> tryStatement(scope, depth - 1));
      forms.add(() -> tryStatement(scope, depth - 1));
      forms.add(() -> tryInSwitch(scope, depth - 1));
      forms.add(() -> monitor(scope, depth - 1));
    }
    return dice.pick(forms).get();
  }

  private Node declaration(Scope scope) {
    FuzzType type = dice.pick(FuzzType.values());
    boolean isFinal = dice.oneIn(3);
    String name = names.next("v");
    Node value = expression(type, scope);
    scope.declare(new Scope.Variable(type, name, isFinal));
    return Node.statement((isFinal ? "final " : "") + type.java() + " " + name + " = #;", value);
  }

  private Node lateDeclaration(Scope scope) {
    FuzzType type = dice.pick(FuzzType.values());
    String name = names.next("v");
    Node statement =
        Node.statement(
            type.java() + " " + name + "; if (#) " + name + " = #; else " + name + " = #;",
            condition(scope),
            expression(type, scope),
            expression(type, scope));
    scope.declare(new Scope.Variable(type, name, false));
    return statement;
  }

  private Node see(Scope scope) {
    return Node.statement("see(#);", expression(dice.pick(FuzzType.values()), scope));
  }

  /** Leaves a loop, the method, or the normal course of things; perhaps. */
  private Node jump(Scope scope) {
    List<Supplier<Node>> forms = new ArrayList<>();
    forms.add(
        () ->
            Node.statement(
                "if (#) throw #;",
                condition(scope),
                expressions.exception(scope, EXPRESSION_DEPTH)));
    if (!scope.labels().isEmpty()) {
      forms.add(
          () ->
              Node.statement(
                  "if (#) " + dice.pick("break ", "continue ") + dice.pick(scope.labels()) + ";",
                  condition(scope)));
    }
    if (scope.returns()) {
      forms.add(
          () ->
              Node.statement(
                  "if (#) { " + scope.returnForm() + " }",
                  condition(scope),
                  expression(scope.returnType(), scope)));
    }
    return dice.pick(forms).get();
  }

  private Node branch(Scope scope, int depth) {
    return dice.oneIn(2)
        ? Node.statement("if (#) {\n#}", condition(scope), block(scope, depth))
        : Node.statement(
            "if (#) {\n#} else {\n#}", condition(scope), block(scope, depth), block(scope, depth));
  }

  private Node loop(Scope scope, int depth) {
    String label = names.next("L");
    Scope inner = scope.loop(label);
    String name = names.next("i");
    return switch (dice.below(5)) {
      case 0 ->
          Node.statement(
              label + ": while (Fuel.burn() && #) {\n#}", condition(inner), block(inner, depth));
      case 1 ->
          Node.statement(
              label + ": do {\n#} while (Fuel.burn() && #);",
              block(inner, depth),
              condition(scope));
      case 2 -> counting(label, name, inner, depth);
      case 3 ->
          Node.statement(label + ": for (;;) {\nif (!Fuel.burn()) break;\n#}", block(inner, depth));
      default -> {
        FuzzType array = dice.pick(FuzzType.INTS, FuzzType.STRINGS);
        FuzzType component = array == FuzzType.INTS ? FuzzType.INT : FuzzType.STRING;
        Node elements = expression(array, scope);
        inner.declare(new Scope.Variable(component, name, true));
        yield Node.statement(
            label
                + ": for ("
                + component.java()
                + " "
                + name
                + " : #) {\nif (!Fuel.burn()) break;\n#}",
            elements,
            block(inner, depth));
      }
    };
  }

  private Node counting(String label, String name, Scope inner, int depth) {
    FuzzType type = dice.pick(FuzzType.INT, FuzzType.LONG, FuzzType.BYTE);
    Node from = expression(type, inner);
    inner.declare(new Scope.Variable(type, name, false));
    return Node.statement(
        label
            + ": for ("
            + type.java()
            + " "
            + name
            + " = #; Fuel.burn() && #; "
            + name
            + "++) {\n#}",
        from,
        condition(inner),
        block(inner, depth));
  }

  private Node switchStatement(Scope scope, int depth) {
    return switch (dice.below(3)) {
      case 0 ->
          Node.statement(
              "switch (# & 3) {\ncase 0:\n#case 1: {\n#}\nbreak;\ndefault: {\n#}\n}",
              expression(FuzzType.INT, scope),
              simpleStatements(scope),
              block(scope, depth),
              block(scope, depth));
      case 1 ->
          Node.statement(
              "switch (String.valueOf(#)) {\n"
                  + "case \"a\" -> {\n"
                  + "#}\n"
                  + "case \"Aa\", \"BB\", \"0\" -> {\n"
                  + "#}\n"
                  + "default -> {\n"
                  + "#}\n"
                  + "}",
              expression(dice.pick(FuzzType.STRING, FuzzType.INT), scope),
              block(scope, depth),
              block(scope, depth),
              block(scope, depth));
      default ->
          Node.statement(
              "switch (#) {\ncase 'a' -> {\n#}\ncase 'z' -> see(#);\ndefault -> {\n#}\n}",
              expression(FuzzType.CHAR, scope),
              block(scope, depth),
              expression(FuzzType.OBJECT, scope),
              block(scope, depth));
    };
  }

  private Node simpleStatements(Scope scope) {
    return Node.statements(List.of(see(scope), see(scope)));
  }

  private Node tryStatement(Scope scope, int depth) {
    String name = names.next("e");
    Scope handler = scope.block();
    Node seeName = Node.statement("see(" + name + ".getClass().getSimpleName());");
    return switch (dice.below(4)) {
      case 0 ->
          Node.statement(
              "try {\n#} catch (" + caught() + " " + name + ") {\n##}",
              block(scope, depth),
              seeName,
              block(handler, depth));
      case 1 -> Node.statement("try {\n#} finally {\n#}", block(scope, depth), block(scope, depth));
      case 2 ->
          Node.statement(
              "try {\n#} catch (" + caught() + " " + name + ") {\n##} finally {\n#}",
              block(scope, depth),
              seeName,
              block(handler, depth),
              block(scope, depth));
      default ->
          Node.statement(
              "try (Pair.Resource "
                  + names.next("r")
                  + " = new Pair.Resource(#)) {\n#} catch ("
                  + caught()
                  + " "
                  + name
                  + ") {\n##}",
              expression(FuzzType.OBJECT, scope),
              block(scope, depth),
              seeName,
              block(handler, depth));
    };
  }

  private String caught() {
    return dice.pick(
        "IllegalStateException",
        "RuntimeException",
        "IllegalArgumentException | IllegalStateException",
        "Throwable");
  }

  /** A constructor argument with a try in it, which keeps an uninitialised object in a local. */
  private Node tryInSwitch(Scope scope, int depth) {
    Scope inner = scope.switchExpression(true);
    return Node.statement(
        "see(new Pair(switch (# & 1) {\ncase 0 -> {\ntry {\n#"
            + expressions.yielding("Object")
            + "\n} catch (RuntimeException "
            + names.next("e")
            + ") {\n#"
            + expressions.yielding("Object")
            + "\n} }\ndefault -> #;\n}, #));",
        expression(FuzzType.INT, scope),
        block(inner, depth),
        expression(FuzzType.OBJECT, inner),
        block(inner, depth),
        expression(FuzzType.OBJECT, inner),
        expression(FuzzType.OBJECT, inner),
        expression(FuzzType.OBJECT, scope));
  }

  private Node monitor(Scope scope, int depth) {
    return Node.statement("synchronized (LOCK) {\n#}", block(scope.monitor(), Math.min(depth, 1)));
  }
}
