package dev.weft.processor.check;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** An {@code @Async} method, with or without a body, whose return type is not async. */
final class AsyncReturnType implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AsyncReturnType(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD);
  }

  @Override
  public void check(TreePath path) {
    MethodTree method = (MethodTree) path.getLeaf();
    if (method.getReturnType() == null || !model.isAsyncMethod(path)) {
      return;
    }
    TypeMirror type = model.type(path, method.getReturnType());
    TreePath position = new TreePath(path, method.getReturnType());
    if (type != null && type.getKind() != TypeKind.ERROR && !model.isWovenType(type)) {
      report(position, type, remedy(path, type));
    }
  }

  private String remedy(TreePath method, TypeMirror type) {
    return OwnCode.of(method)
        .filter(model::isYield)
        .findFirst()
        .map(yield -> generatorOf(yield))
        .orElseGet(() -> coroutineOf(type) + ", CompletionStage or CompletableFuture.");
  }

  private String generatorOf(TreePath yield) {
    TypeMirror value =
        model.type(yield, ((MethodInvocationTree) yield.getLeaf()).getArguments().get(0));
    return "AsyncGenerator<%s>, as it yields.".formatted(model.boxed(value));
  }

  private void report(TreePath position, TypeMirror type, String remedy) {
    diagnostics.error(
        DiagnosticId.ASYNC_RETURN_TYPE,
        position,
        "an @Async method returns %s: %s. Return %s"
            .formatted(
                type,
                model.isAsyncValue(type)
                    ? "the weaver must make what the caller gets, and can make no such object"
                    : "the caller gets the result later, so the type must hold a result that is"
                        + " still to come",
                remedy));
  }

  private String coroutineOf(TypeMirror type) {
    return switch (type.getKind()) {
      case VOID -> "Coroutine<Void>";
      case BOOLEAN -> "Coroutine<Boolean>";
      case BYTE -> "Coroutine<Byte>";
      case CHAR -> "Coroutine<Character>";
      case SHORT -> "Coroutine<Short>";
      case INT -> "Coroutine<Integer>";
      case LONG -> "Coroutine<Long>";
      case FLOAT -> "Coroutine<Float>";
      case DOUBLE -> "Coroutine<Double>";
      default -> model.isAsyncValue(type) ? "Coroutine" : "Coroutine<" + type + ">";
    };
  }
}
