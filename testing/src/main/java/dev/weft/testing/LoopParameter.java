package dev.weft.testing;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Makes the loop of a test when the test first asks for it, and closes it at the end. */
final class LoopParameter implements ParameterResolver, AfterEachCallback {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LoopParameter.class);

  private final TestOptions options;

  LoopParameter(TestOptions options) {
    this.options = options;
  }

  private static ExtensionContext.Store store(ExtensionContext context) {
    return context.getStore(NAMESPACE);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == TestLoop.class
        && context.getTestMethod().isPresent();
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    TestLoop loop = store(context).get(TestLoop.class, TestLoop.class);
    if (loop == null) {
      loop = new TestLoop(options);
      store(context).put(TestLoop.class, loop);
    }
    return loop;
  }

  @Override
  public void afterEach(ExtensionContext context) {
    TestLoop loop = store(context).remove(TestLoop.class, TestLoop.class);
    if (loop != null) {
      context.getExecutionException().ifPresent(failure -> Seeds.note(failure, loop));
      close(loop);
    }
  }

  private static void close(TestLoop loop) {
    try {
      loop.close();
    } catch (Throwable failure) {
      Seeds.note(failure, loop);
      throw failure;
    }
  }
}
