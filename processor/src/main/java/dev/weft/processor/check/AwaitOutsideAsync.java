package dev.weft.processor.check;

import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/** An await where no method can be suspended. */
final class AwaitOutsideAsync implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;
  private final ForeignAsync foreignAsync;

  AwaitOutsideAsync(AsyncModel model, Diagnostics diagnostics, ForeignAsync foreignAsync) {
    this.model = model;
    this.diagnostics = diagnostics;
    this.foreignAsync = foreignAsync;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION);
  }

  @Override
  public void check(TreePath path) {
    if (!model.isAwait(path)) {
      return;
    }
    Body body = Body.around(path);
    if (!body.mayAwait(model) && !foreignAsync.isBlamed(body)) {
      diagnostics.error(DiagnosticId.AWAIT_OUTSIDE_ASYNC, path, message(body));
    }
  }

  private String message(Body body) {
    return switch (body.kind()) {
      case METHOD ->
          "await in %s, which is not async: only an async method can be suspended. %s"
              .formatted(name(body), methodRemedy(body));
      case LAMBDA ->
          "await in a lambda that returns %s: a lambda is async if it returns Coroutine or"
                  .formatted(lambdaResult(body))
              + " CompletionStage. "
              + lambdaRemedy(body);
      case CONSTRUCTOR ->
          "await in a constructor: an object exists when its constructor returns, which leaves no"
              + " time to wait. Await in a static @Async method that then calls the constructor.";
      case INITIALISER ->
          "await in an initialiser: the class or object must be ready when it ends, which leaves"
              + " no time to wait. Await in an @Async method, and set the field from there.";
      case FIELD ->
          "await in the initialiser of a field: the class or object must be ready when it ends,"
              + " which leaves no time to wait. Await in an @Async method, and set the field from"
              + " there.";
    };
  }

  private String name(Body body) {
    String name = "method '" + method(body).getName() + "'";
    return body.isInAnonymousClass(model) ? name + " of an anonymous class" : name;
  }

  private String methodRemedy(Body body) {
    if (model.isWovenType(body.result(model))) {
      return "Mark it @Async.";
    }
    if (isMain(body)) {
      return "This one starts the program: wait for an async method with Weft.run(...).";
    }
    Optional<ExecutableElement> overridden = model.findOverridden(body.path());
    if (overridden.isPresent()) {
      return "This one cannot become async, since %s.%s returns %s: start an async method from it, with"
              .formatted(
                  overridden.get().getEnclosingElement().getSimpleName(),
                  overridden.get().getSimpleName(),
                  overridden.get().getReturnType())
          + " Weft.createTask(...) where a loop runs, and with Weft.run(...) where none does.";
    }
    return "Mark it @Async and let it return Coroutine; only where no loop runs, call it with"
        + " Weft.run(...) instead of awaiting it.";
  }

  private static boolean isMain(Body body) {
    MethodTree method = method(body);
    return method.getName().contentEquals("main")
        && method.getModifiers().getFlags().contains(Modifier.STATIC)
        && method.getParameters().size() <= 1;
  }

  private String lambdaRemedy(Body body) {
    TreePath parent = body.path().getParentPath();
    Element called =
        parent.getLeaf() instanceof MethodInvocationTree call
            ? model.element(parent, call.getMethodSelect())
            : null;
    if (model.isOfCollection(called)) {
      return "Await in a loop, or in the lambda of Weft.map(...), which runs them at the same time.";
    }
    if (called != null && model.isAsyncValue(called.getEnclosingElement().asType())) {
      return "Await what '%s' is called on, and go on behind that await."
          .formatted(called.getSimpleName());
    }
    return returnsVoid(body)
        ? "Call Weft.createTask(...) in it, or Weft.run(...) if no loop runs where it is called; or"
            + " move the await out of the lambda."
        : "Use one of Weft's functional interfaces, such as AsyncCallable, or move the await out of"
            + " the lambda.";
  }

  private boolean returnsVoid(Body body) {
    TypeMirror result = body.result(model);
    return result != null && result.getKind() == TypeKind.VOID;
  }

  private String lambdaResult(Body body) {
    TypeMirror result = body.result(model);
    return result == null ? "an unknown type" : result.toString();
  }

  private static MethodTree method(Body body) {
    return (MethodTree) body.path().getLeaf();
  }
}
