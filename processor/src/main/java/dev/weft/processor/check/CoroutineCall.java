package dev.weft.processor.check;

import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/**
 * A call that makes a coroutine or an async generator, of which nothing runs yet.
 *
 * <p>Only methods that are declared to return one count; {@code map.put(key, coroutine)} returns
 * one too, but nobody expects that one to run.
 *
 * @param path the call
 * @param method the method
 */
record CoroutineCall(TreePath path, ExecutableElement method) {

  /** The call that an expression is, if it makes a coroutine. */
  static Optional<CoroutineCall> find(AsyncModel model, TreePath expression) {
    return expression.getLeaf() instanceof MethodInvocationTree call
            && model.element(expression, call.getMethodSelect()) instanceof ExecutableElement method
            && isMadeBy(model, method)
        ? Optional.of(new CoroutineCall(expression, method))
        : Optional.empty();
  }

  /** Whether it is a method that makes a coroutine or an async generator. */
  static boolean isMadeBy(AsyncModel model, Element method) {
    return method instanceof ExecutableElement executable
        && model.isNotStarted(executable.getReturnType());
  }

  /** Whether it is {@code verify(mock).method()} of Mockito, which makes nothing. */
  boolean isOfMock(AsyncModel model) {
    if (!(((MethodInvocationTree) path.getLeaf()).getMethodSelect()
            instanceof MemberSelectTree select
        && select.getExpression() instanceof MethodInvocationTree receiver)) {
      return false;
    }
    Element recorder = model.element(path, receiver.getMethodSelect());
    return recorder != null && recorder.getEnclosingElement().toString().startsWith("org.mockito.");
  }
}
