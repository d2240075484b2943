package dev.weft.processor.check;

import com.sun.source.tree.MemberReferenceTree;
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
  private final ReadyFutures readyFutures;
  private final Diagnostics diagnostics;

  BlockingCall(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.streams = new StreamTrace(model);
    this.readyFutures = new ReadyFutures(model);
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.METHOD_INVOCATION, Tree.Kind.NEW_CLASS, Tree.Kind.MEMBER_REFERENCE);
  }

  @Override
  public void check(TreePath path) {
    if (path.getLeaf() instanceof MethodInvocationTree call) {
      if (model.element(path, call.getMethodSelect()) instanceof ExecutableElement method) {
        checkCall(path, method, findReceiver(path, call));
      }
    } else if (path.getLeaf() instanceof MemberReferenceTree reference) {
      if (model.element(path) instanceof ExecutableElement method && isCalledAtOnce(path)) {
        checkReference(path, reference, method);
      }
    } else if (model.element(path) instanceof ExecutableElement constructor) {
      checkCreation(path, constructor);
    }
  }

  private void checkReference(
      TreePath path, MemberReferenceTree reference, ExecutableElement method) {
    if (method.getKind() == ElementKind.CONSTRUCTOR) {
      checkCreation(path, method);
    } else {
      checkCall(path, method, Optional.of(new TreePath(path, reference.getQualifierExpression())));
    }
  }

  private void checkCall(TreePath path, ExecutableElement method, Optional<TreePath> receiver) {
    if (!mayBlock(method)) {
      return;
    }
    Optional<Body> body = findAsyncCode(path);
    if (body.isPresent()) {
      Element type = receiver.map(model::classOf).orElse(method.getEnclosingElement());
      boolean isReference = path.getLeaf() instanceof MemberReferenceTree;
      Optional<TreePath> future = isReference ? Optional.of(path) : receiver;
      findRemedy(method, type, receiver)
          .filter(remedy -> future.isEmpty() || !readyFutures.contains(future.get(), body.get()))
          .ifPresent(
              remedy -> report(path, type.getSimpleName() + "." + method.getSimpleName(), remedy));
    }
  }

  /**
   * The async code that runs a tree: the code around it, or around the lambda that it is in, if
   * that is given to a stream or collection, which calls it on the same thread.
   */
  private Optional<Body> findAsyncCode(TreePath path) {
    Body body = Body.around(path);
    if (body.isAsync(model)) {
      return Optional.of(body);
    }
    return body.kind() == Body.Kind.LAMBDA && isCalledAtOnce(body.path())
        ? findAsyncCode(body.path())
        : Optional.empty();
  }

  private boolean isCalledAtOnce(TreePath function) {
    TreePath parent = function.getParentPath();
    return parent.getLeaf() instanceof MethodInvocationTree call
        && call.getArguments().contains(function.getLeaf())
        && model.isOfCollection(model.element(parent, call.getMethodSelect()));
  }

  /** Says no, without a look at types, of nearly all calls. */
  private static boolean mayBlock(ExecutableElement method) {
    return entries(method).findAny().isPresent() || isMarked(method);
  }

  private static Stream<BlockingMethod> entries(ExecutableElement method) {
    return BlockingMethod.named(method.getSimpleName().toString(), method.getParameters().size());
  }

  private void checkCreation(TreePath path, ExecutableElement constructor) {
    Optional<String> remedy =
        isMarked(constructor)
            ? Optional.of(BlockingMethod.OTHER_THREAD)
            : BlockingConstructor.findRemedy(model, constructor);
    if (remedy.isPresent() && findAsyncCode(path).isPresent()) {
      report(path, "new " + constructor.getEnclosingElement().getSimpleName(), remedy.get());
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

  private void report(TreePath path, String call, String remedy) {
    diagnostics.warning(
        DiagnosticId.BLOCKING_CALL,
        path,
        "%s blocks in async code: the thread that waits is the loop's, and all tasks wait with it. %s"
            .formatted(call, remedy));
  }
}
