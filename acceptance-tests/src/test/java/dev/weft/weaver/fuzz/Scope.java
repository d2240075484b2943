package dev.weft.weaver.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What generated code can name at a place: variables, labels, and whether it can await, return or
 * leave a loop.
 */
final class Scope {

  /** A variable; one that is final can be captured by lambdas. */
  record Variable(FuzzType type, String name, boolean isFinal) {}

  private final List<Variable> variables; // grows as declarations are generated
  private final List<String> labels;
  private final boolean awaits;
  private final boolean tries;
  private final String returnForm; // a return statement with # for the value; empty: no return here
  private final FuzzType returnType;

  private Scope(
      List<Variable> variables,
      List<String> labels,
      boolean awaits,
      boolean tries,
      String returnForm,
      FuzzType returnType) {
    this.variables = new ArrayList<>(variables);
    this.labels = labels;
    this.awaits = awaits;
    this.tries = tries;
    this.returnForm = returnForm;
    this.returnType = returnType;
  }

  /** The body of an async method or lambda. */
  static Scope ofBody(List<Variable> variables, String returnForm, FuzzType returnType) {
    return new Scope(variables, List.of(), true, true, returnForm, returnType);
  }

  Scope block() {
    return new Scope(variables, labels, awaits, tries, returnForm, returnType);
  }

  Scope loop(String label) {
    List<String> inner = new ArrayList<>(labels);
    inner.add(label);
    return new Scope(variables, inner, awaits, tries, returnForm, returnType);
  }

  /**
   * A switch expression's block: nothing jumps out of it.
   *
   * @param withTries whether a try may stand in it; javac 17 crashes on one if a long or double is
   *     on the operand stack
   */
  Scope switchExpression(boolean withTries) {
    return new Scope(variables, List.of(), awaits, withTries, "", returnType);
  }

  /** A synchronized block: nothing awaits in it. */
  Scope monitor() {
    return new Scope(variables, labels, false, tries, returnForm, returnType);
  }

  /** The body of an async lambda. */
  Scope lambda(String lambdaReturnForm, FuzzType type) {
    return ofBody(
        variables.stream().filter(Variable::isFinal).collect(Collectors.toList()),
        lambdaReturnForm,
        type);
  }

  void declare(Variable variable) {
    variables.add(variable);
  }

  List<Variable> readable(FuzzType type) {
    return variables.stream().filter(v -> v.type() == type).collect(Collectors.toList());
  }

  List<Variable> assignable(FuzzType type) {
    return readable(type).stream().filter(v -> !v.isFinal()).collect(Collectors.toList());
  }

  List<String> labels() {
    return labels;
  }

  boolean awaits() {
    return awaits;
  }

  boolean tries() {
    return tries;
  }

  boolean returns() {
    return !returnForm.isEmpty();
  }

  String returnForm() {
    return returnForm;
  }

  FuzzType returnType() {
    return returnType;
  }
}
