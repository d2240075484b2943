package dev.weft.processor.check;

import com.sun.source.tree.LambdaExpressionTree;
import com.sun.source.tree.MemberReferenceTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Knows what is async in attributed trees: awaits, {@code @Async} methods, lambdas of async type.
 */
public final class AsyncModel extends SourceModel {

  private static final String ASYNC = "dev.weft.annotations.Async";
  private static final String AWAIT = "dev.weft.Await";
  private static final String YIELD = "dev.weft.Yield";
  private static final String COROUTINE = "dev.weft.Coroutine";
  private static final String WEFT_PREFIX = "dev.weft.";
  private static final String GENERATOR = "dev.weft.AsyncGenerator";
  private static final Set<String> STAGES =
      Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture");

  private static final Set<String> ASYNC_VALUES =
      Set.of(
          "dev.weft.Awaitable",
          GENERATOR,
          "java.util.concurrent.Future",
          "java.util.concurrent.CompletionStage");

  public AsyncModel(Trees trees, Elements elements, Types types) {
    super(trees, elements, types);
  }

  /** Whether the path ends at a call of {@code Await.of}. */
  boolean isAwait(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
        && isOf(element(path, call.getMethodSelect()), AWAIT);
  }

  /** Whether the path ends at a call of {@code Yield.of}. */
  boolean isYield(TreePath path) {
    return path.getLeaf() instanceof MethodInvocationTree call
        && isOf(element(path, call.getMethodSelect()), YIELD);
  }

  /** Whether the path ends at a call that may suspend its method: an await or a yield. */
  public boolean isSuspension(TreePath path) {
    return isAwait(path) || isYield(path);
  }

  /** Whether the path ends at {@code Await::of} or {@code Yield::of}. */
  boolean isSuspensionReference(TreePath path) {
    return path.getLeaf() instanceof MemberReferenceTree
        && (isOf(element(path), AWAIT) || isOf(element(path), YIELD));
  }

  private static boolean isOf(Element element, String type) {
    return element != null
        && element.getKind() == ElementKind.METHOD
        && element.getSimpleName().contentEquals("of")
        && isNamed(element.getEnclosingElement(), type);
  }

  /** Whether the path ends at a method marked {@code @Async}, with or without a body. */
  boolean isAsyncMethod(TreePath path) {
    return path.getLeaf() instanceof MethodTree && isMarkedAsync(element(path));
  }

  /** Whether the path ends at a method that is to be woven. */
  public boolean isWovenMethod(TreePath path) {
    return isAsyncMethod(path)
        && path.getLeaf() instanceof MethodTree method
        && method.getBody() != null
        && method.getReturnType() != null
        && isWovenType(type(path, method.getReturnType()));
  }

  private static boolean isMarkedAsync(Element method) {
    return method != null && isAnnotated(method, ASYNC);
  }

  /** Whether it is the annotation type {@code dev.weft.annotations.Async}. */
  static boolean isWeftsAsync(Element annotationType) {
    return isNamed(annotationType, ASYNC);
  }

  /**
   * Whether the path ends at a lambda that is an async method if it awaits: its interface's method
   * returns an async type.
   */
  public boolean isAsyncTypedLambda(TreePath path) {
    return path.getLeaf() instanceof LambdaExpressionTree && isWovenType(functionResult(path));
  }

  /** Whether the path ends at a lambda that is async even if it never awaits. */
  boolean isWeftLambda(TreePath path) {
    return isAsyncTypedLambda(path) && isWefts(type(path));
  }

  private static boolean isWefts(TypeMirror type) {
    if (type instanceof IntersectionType intersection) {
      return intersection.getBounds().stream().anyMatch(AsyncModel::isWefts);
    }
    return type instanceof DeclaredType declared
        && ((TypeElement) declared.asElement())
            .getQualifiedName()
            .toString()
            .startsWith(WEFT_PREFIX);
  }

  /** Whether a method of this return type can be woven. */
  boolean isWovenType(TypeMirror type) {
    return isCoroutine(type) || isStage(type) || isGenerator(type);
  }

  boolean isCoroutine(TypeMirror type) {
    return isDeclared(type, COROUTINE);
  }

  boolean isGenerator(TypeMirror type) {
    return isDeclared(type, GENERATOR);
  }

  /** Whether nothing of such a value runs before somebody awaits or advances it. */
  boolean isNotStarted(TypeMirror type) {
    return isCoroutine(type) || isGenerator(type);
  }

  private static boolean isStage(TypeMirror type) {
    return STAGES.stream().anyMatch(name -> isDeclared(type, name));
  }

  /** Whether values of the type, woven or not, stand for a result that is still to come. */
  boolean isAsyncValue(TypeMirror type) {
    Element element = classOf(type);
    return ASYNC_VALUES.stream().anyMatch(name -> isSubtype(element, name));
  }
}
