package dev.weft.processor.check;

import com.sun.source.tree.BinaryTree;
import com.sun.source.tree.CompoundAssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeMirror;

/** A coroutine that is made to be printed or compared, where its result was meant. */
final class CoroutineAsValue implements Check {

  private static final String AS_TEXT = "becomes text";
  private static final String COMPARED = "is compared";

  private static final Set<String> WRITERS_OF_TEXT =
      Set.of(
          "java.io.PrintStream",
          "java.io.PrintWriter",
          "java.lang.String",
          "java.lang.StringBuffer",
          "java.lang.StringBuilder",
          "java.util.Formatter");

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  CoroutineAsValue(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(
        Tree.Kind.PLUS,
        Tree.Kind.PLUS_ASSIGNMENT,
        Tree.Kind.EQUAL_TO,
        Tree.Kind.NOT_EQUAL_TO,
        Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof MethodInvocationTree call) {
      if (model.element(path, call.getMethodSelect()) instanceof ExecutableElement method) {
        checkCall(path, call, method);
      }
    } else if (tree instanceof CompoundAssignmentTree assignment) {
      check(path, Stream.of(assignment.getExpression()), AS_TEXT);
    } else if (tree instanceof BinaryTree operation) {
      check(
          path,
          Stream.of(operation.getLeftOperand(), operation.getRightOperand()),
          tree.getKind() == Tree.Kind.PLUS ? AS_TEXT : COMPARED);
    }
  }

  private void checkCall(TreePath path, MethodInvocationTree call, ExecutableElement method) {
    findUseOfReceiver(method)
        .ifPresent(
            use -> {
              if (call.getMethodSelect() instanceof MemberSelectTree select) {
                check(new TreePath(path, select), Stream.of(select.getExpression()), use);
              }
            });
    findUseOfArguments(method).ifPresent(use -> check(path, argumentsOfAnyType(call, method), use));
  }

  private static Optional<String> findUseOfReceiver(ExecutableElement method) {
    return switch (method.getSimpleName() + "/" + method.getParameters().size()) {
      case "equals/1" -> Optional.of(COMPARED);
      case "toString/0" -> Optional.of(AS_TEXT);
      default -> Optional.empty();
    };
  }

  private static Optional<String> findUseOfArguments(ExecutableElement method) {
    TypeElement owner = (TypeElement) method.getEnclosingElement();
    if (WRITERS_OF_TEXT.contains(owner.getQualifiedName().toString())
        && !method.getSimpleName().contentEquals("equals")) {
      return Optional.of(AS_TEXT);
    }
    return switch (owner.getSimpleName().toString()) {
      case "Logger" -> Optional.of(AS_TEXT);
      case "Assert", "Assertions" -> Optional.of(COMPARED); // of JUnit and TestNG
      default ->
          method.getSimpleName().contentEquals("equals") ? Optional.of(COMPARED) : Optional.empty();
    };
  }

  /** The arguments of which the method knows no more than that they are objects. */
  private static Stream<? extends ExpressionTree> argumentsOfAnyType(
      MethodInvocationTree call, ExecutableElement method) {
    List<TypeMirror> parameters =
        method.getParameters().stream().map(parameter -> parameter.asType()).toList();
    return parameters.isEmpty()
        ? Stream.empty()
        : IntStream.range(0, call.getArguments().size())
            .filter(i -> isObject(parameters.get(Math.min(i, parameters.size() - 1)), method, i))
            .mapToObj(i -> call.getArguments().get(i));
  }

  private static boolean isObject(TypeMirror parameter, ExecutableElement method, int index) {
    boolean isVariable = method.isVarArgs() && index >= method.getParameters().size() - 1;
    TypeMirror type = isVariable ? ((ArrayType) parameter).getComponentType() : parameter;
    return type.toString().equals("java.lang.Object");
  }

  private void check(TreePath parent, Stream<? extends ExpressionTree> values, String use) {
    values
        .flatMap(value -> Alternatives.of(new TreePath(parent, value)))
        .flatMap(value -> CoroutineCall.find(model, value).stream())
        .forEach(call -> report(call, use));
  }

  private void report(CoroutineCall call, String use) {
    diagnostics.warning(
        DiagnosticId.COROUTINE_NEVER_AWAITED,
        call.path(),
        (model.isGenerator(call.method().getReturnType())
                ? "the async generator of '%s' itself %s here, not its values: nothing of it runs"
                    + " before it is advanced. Await its moveNext() or forEach(...)."
                : "the coroutine of '%s' itself %s here, not its result, and a coroutine that nobody"
                    + " awaits never runs. Await it: Await.of(...).")
            .formatted(call.method().getSimpleName(), use));
  }
}
