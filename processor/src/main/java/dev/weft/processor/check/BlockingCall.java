package dev.weft.processor.check;

import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;

/** A call that makes the loop's thread wait, and with it every task. */
final class BlockingCall implements Check {

  private static final Set<String> UNBOUNDED_QUEUES =
      Set.of(
          "java.util.concurrent.PriorityBlockingQueue",
          "java.util.concurrent.DelayQueue",
          "java.util.concurrent.LinkedTransferQueue");

  private final AsyncModel model;
  private final StreamTrace streams;
  private final Diagnostics diagnostics;

  BlockingCall(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.streams = new StreamTrace(model);
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION, Tree.Kind.NEW_CLASS);
  }

  @Override
  public void check(TreePath path) {
    if (path.getLeaf() instanceof MethodInvocationTree call) {
      checkCall(path, call);
    } else if (model.element(path) instanceof ExecutableElement constructor) {
      checkCreation(path, constructor);
    }
  }

  private void checkCall(TreePath path, MethodInvocationTree call) {
    if (model.element(path, call.getMethodSelect()) instanceof ExecutableElement method
        && mayBlock(method)
        && Body.around(path).isAsync(model)) {
      Optional<TreePath> receiver = findReceiver(path, call);
      Element type = receiver.map(model::classOf).orElse(method.getEnclosingElement());
      findRemedy(method, type, receiver)
          .filter(remedy -> receiver.isEmpty() || !isKnownToBeReady(receiver.get()))
          .ifPresent(
              remedy -> report(path, type.getSimpleName() + "." + method.getSimpleName(), remedy));
    }
  }

  /** Says no, without a look at types, of nearly all calls. */
  private static boolean mayBlock(ExecutableElement method) {
    return entries(method).findAny().isPresent() || isMarked(method);
  }

  private static Stream<BlockingMethod> entries(ExecutableElement method) {
    return BlockingMethod.named(method.getSimpleName().toString(), method.getParameters().size());
  }

  /** A socket that is made with an address connects. */
  private void checkCreation(TreePath path, ExecutableElement constructor) {
    boolean connects =
        constructor.getParameters().size() > 1
            && model.isSubtype(constructor.getEnclosingElement(), "java.net.Socket");
    if ((connects || isMarked(constructor)) && Body.around(path).isAsync(model)) {
      report(
          path,
          "new " + constructor.getEnclosingElement().getSimpleName(),
          connects ? BlockingMethod.CONNECT : BlockingMethod.OTHER_THREAD);
    }
  }

  /** A subtype may do what the class that declares the method does not. */
  private Optional<String> findRemedy(
      ExecutableElement method, Element receiverType, Optional<TreePath> receiver) {
    if (isMarked(method)) {
      return Optional.of(BlockingMethod.OTHER_THREAD);
    }
    return entries(method)
        .filter(entry -> model.isSubtype(receiverType, entry.owner()))
        .filter(entry -> mayBeInherited(method) || isDeclaredIn(method, entry.owner()))
        .filter(entry -> !isUnboundedPut(method))
        .filter(entry -> isMeant(entry, receiver))
        .map(BlockingMethod::remedy)
        .findFirst();
  }

  /**
   * Every class is a subtype of Object, and may have a static method or a {@code wait} of its own.
   */
  private static boolean mayBeInherited(ExecutableElement method) {
    return !method.getModifiers().contains(Modifier.STATIC)
        && !method.getSimpleName().contentEquals("wait");
  }

  private static boolean isDeclaredIn(ExecutableElement method, String owner) {
    return method.getEnclosingElement().toString().equals(owner);
  }

  private boolean isMeant(BlockingMethod entry, Optional<TreePath> receiver) {
    return entry.sources().equals(StreamSource.ALL)
        || receiver.isPresent() && entry.sources().contains(streams.sourceOf(receiver.get()));
  }

  private static boolean isMarked(ExecutableElement method) {
    return isAnnotatedBlocking(method) || isAnnotatedBlocking(method.getEnclosingElement());
  }

  private static boolean isUnboundedPut(ExecutableElement method) {
    return method.getSimpleName().contentEquals("put")
        && UNBOUNDED_QUEUES.contains(method.getEnclosingElement().toString());
  }

  /** Weft's, JetBrains', SmallRye's, one's own: the name says it. */
  private static boolean isAnnotatedBlocking(Element element) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(a -> a.getAnnotationType().asElement().getSimpleName().contentEquals("Blocking"));
  }

  private static Optional<TreePath> findReceiver(TreePath path, MethodInvocationTree call) {
    return call.getMethodSelect() instanceof MemberSelectTree select
        ? Optional.of(new TreePath(new TreePath(path, select), select.getExpression()))
        : Optional.empty();
  }

  /**
   * Whether the receiver is a variable that the same code has awaited or asked {@code isDone()}:
   * then the call does not wait.
   */
  private boolean isKnownToBeReady(TreePath receiver) {
    Element variable = model.element(receiver);
    return variable != null
        && (variable.getKind().isField() || isLocal(variable.getKind()))
        && isAskedOrAwaited(variable, Body.around(receiver));
  }

  private static boolean isLocal(ElementKind kind) {
    return switch (kind) {
      case LOCAL_VARIABLE, PARAMETER, RESOURCE_VARIABLE, BINDING_VARIABLE -> true;
      default -> false;
    };
  }

  private boolean isAskedOrAwaited(Element variable, Body body) {
    return OwnCode.of(body.path())
        .filter(path -> path.getLeaf() instanceof MethodInvocationTree)
        .filter(path -> model.isAwait(path) || isQuestion(path))
        .flatMap(OwnCode::of)
        .filter(path -> path.getLeaf() instanceof IdentifierTree)
        .anyMatch(path -> variable.equals(model.element(path)));
  }

  private static boolean isQuestion(TreePath path) {
    return ((MethodInvocationTree) path.getLeaf()).getMethodSelect()
            instanceof MemberSelectTree select
        && select.getIdentifier().contentEquals("isDone");
  }

  private void report(TreePath path, String call, String remedy) {
    diagnostics.warning(
        DiagnosticId.BLOCKING_CALL,
        path,
        "%s blocks in async code: the thread that waits is the loop's, and all tasks wait with it. %s"
            .formatted(call, remedy));
  }
}
