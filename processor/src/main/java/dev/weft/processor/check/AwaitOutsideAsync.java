package dev.weft.processor.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** An await where no method can be suspended. */
final class AwaitOutsideAsync implements Check {

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  AwaitOutsideAsync(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
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
    if (!body.mayAwait(model)) {
      report(path, body);
    }
  }

  private void report(TreePath await, Body body) {
    Optional<TreePath> foreign = findForeignAsync(body);
    if (foreign.isPresent()) {
      reportForeignAsync(foreign.get());
    } else {
      diagnostics.error(DiagnosticId.AWAIT_OUTSIDE_ASYNC, await, message(body));
    }
  }

  private String message(Body body) {
    return switch (body.kind()) {
      case METHOD ->
          "await in %s, which is not async: only an async method can be suspended. %s"
              .formatted(name(body), methodRemedy(body));
      case LAMBDA ->
          ("await in a lambda that returns %s: a lambda is async if it returns Coroutine or"
                  + " CompletionStage. Use one of Weft's functional interfaces, such as"
                  + " AsyncCallable, or move the await out of the lambda.")
              .formatted(lambdaResult(body));
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
    return model.isWovenType(model.type(body.path(), method(body).getReturnType()))
        ? "Mark it @Async."
        : "Mark it @Async and let it return Coroutine; only where no loop runs, call it with"
            + " Weft.run(...) instead of awaiting it.";
  }

  private String lambdaResult(Body body) {
    TypeMirror result = model.functionResult(body.path());
    return result == null ? "an unknown type" : result.toString();
  }

  private static MethodTree method(Body body) {
    return (MethodTree) body.path().getLeaf();
  }

  private Optional<TreePath> findForeignAsync(Body body) {
    if (body.kind() != Body.Kind.METHOD) {
      return Optional.empty();
    }
    return method(body).getModifiers().getAnnotations().stream()
        .map(annotation -> new TreePath(body.path(), annotation))
        .filter(this::isForeignAsync)
        .findFirst();
  }

  /** Another library's annotation of the same name: Spring's, Jakarta's. */
  private boolean isForeignAsync(TreePath annotation) {
    Element type = annotationType(annotation);
    return type != null
        && (type.getSimpleName().contentEquals("Async")
            || type.getSimpleName().contentEquals("Asynchronous"));
  }

  private Element annotationType(TreePath annotation) {
    return model.element(annotation, ((AnnotationTree) annotation.getLeaf()).getAnnotationType());
  }

  private void reportForeignAsync(TreePath annotation) {
    diagnostics.error(
        DiagnosticId.WRONG_ASYNC,
        annotation,
        "the method awaits, but this annotation is %s: Weft weaves only methods marked with its own"
                .formatted(annotationType(annotation))
            + " annotation. Import dev.weft.annotations.Async.");
  }
}
