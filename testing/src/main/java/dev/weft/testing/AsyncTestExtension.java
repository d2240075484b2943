package dev.weft.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Gives tests of any kind a {@link TestLoop} as a parameter, and closes it after them. {@link
 * AsyncTest} brings it along; others say {@code @ExtendWith(AsyncTestExtension.class)}.
 */
public final class AsyncTestExtension
    implements TestTemplateInvocationContextProvider, ParameterResolver, AfterEachCallback {

  private final LoopParameter standard = new LoopParameter(TestOptions.standard());

  /** Called by JUnit. */
  public AsyncTestExtension() {}

  // ---- @AsyncTest: one invocation for each seed ----

  private static Optional<AsyncTest> annotation(ExtensionContext context) {
    return AnnotationSupport.findAnnotation(context.getTestMethod(), AsyncTest.class);
  }

  @Override
  public boolean supportsTestTemplate(ExtensionContext context) {
    return annotation(context).isPresent();
  }

  @Override
  public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(
      ExtensionContext context) {
    AsyncTest test = annotation(context).orElseThrow();
    TestOptions options = TestOptions.standard().withLimit(Duration.ofSeconds(test.limitSeconds()));
    return test.seeds() == 0
        ? Stream.of(new Invocation(options))
        : Seeds.first(test.seeds()).mapToObj(seed -> new Invocation(options.withSeed(seed)));
  }

  private record Invocation(TestOptions options) implements TestTemplateInvocationContext {

    @Override
    public String getDisplayName(int index) {
      return options.seed() == null ? "first in, first out" : "seed " + options.seed();
    }

    @Override
    public List<Extension> getAdditionalExtensions() {
      return List.of(new LoopParameter(options));
    }
  }

  // ---- other tests ----

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return annotation(context).isEmpty() && standard.supportsParameter(parameter, context);
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return standard.resolveParameter(parameter, context);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    standard.afterEach(context);
  }
}
