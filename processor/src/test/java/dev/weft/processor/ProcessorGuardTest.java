package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.annotations.Async;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.StandardJavaFileManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plugin is found on the class path of the tests, as it is on a user's. */
class ProcessorGuardTest {

  private static final String NOT_RUNNING =
      "error: [ProcessorNotRunning] async code, but the Weft processor did not run: the code would"
          + " not be woven, and every await would fail when it is reached. Put weft-processor on"
          + " the processor path (Maven: annotationProcessorPaths; Gradle: annotationProcessor;"
          + " javac: -processorpath), before any processor that claims all annotations; remove"
          + " -proc:none; where -processor lists processors, add"
          + " dev.weft.processor.AsyncProcessor and dev.weft.processor.ClaimingProcessor.";

  @TempDir Path directory;

  @AfterEach
  void nothingIsLeftInTheSystemProperties() {
    assertEquals(Set.of(), nonStrings());
  }

  private static Set<Object> nonStrings() {
    return System.getProperties().values().stream()
        .filter(value -> !(value instanceof String))
        .collect(java.util.stream.Collectors.toSet());
  }

  private Javac javac() {
    return Javac.in(directory)
        .output("out")
        .source(
            "Greeter.java",
            "class Greeter {",
            "  dev.weft.AsyncCallable<Void, Exception> a = () -> dev.weft.Coroutine.done();",
            "}");
  }

  @Test
  void withoutProcessing_asyncCodeIsAnError() {
    Javac.Result result = javac().options("-proc:none").compile();
    assertEquals(List.of("Greeter.java:2:47: " + NOT_RUNNING), result.findings());
    assertEquals(List.of(), Javac.files(directory.resolve("out")));
  }

  @Test
  void whoWeavesAfterwards_canSaySo() {
    Javac.Result result = javac().options("-proc:none", "-Xplugin:WeftGuard off").compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  /** Given a processor path, javac looks for plugins nowhere else. */
  @Test
  void whoWeavesAfterwards_canSaySoWithOnlyTheProcessorsJarInReach() {
    Javac.Result result =
        javac()
            .fileManager(OnlyProcessor::new)
            .options("-proc:none", "-Xplugin:WeftGuard off")
            .compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  @Test
  void withoutProcessing_plainCodeIsFine() {
    Javac.Result result =
        Javac.in(directory)
            .output("out")
            .options("-proc:none")
            .source("Plain.java", "class Plain {}")
            .compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  @Test
  void anotherProcessorThatClaimsEverything_isNamedAsAReason() {
    Javac.Result result = javac().processors(new Greedy(), new AsyncProcessor()).compile();
    assertEquals(List.of("Greeter.java:2:47: " + NOT_RUNNING), result.findings());
  }

  @Test
  void wovenClass_isNoMatterForTheGuard() {
    Javac.Result result = javac().processors(new AsyncProcessor(), new Greedy()).compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  @Test
  void errorBeforeProcessing_isNotBlamedOnTheBuild() {
    Javac.Result result =
        Javac.in(directory)
            .output("out")
            .processors(new AsyncProcessor())
            .source(
                "Broken.java",
                "class Broken {",
                "  @dev.weft.annotations.Async Broken() {}",
                "  dev.weft.AsyncCallable<Void, Exception> a = () -> dev.weft.Coroutine.done();",
                "}")
            .compile();
    assertEquals(
        List.of(
            "Broken.java:2:3: error: annotation type not applicable to this kind of declaration"),
        result.findings().stream().map(ProcessorGuardTest::inWordsOfJdk17).toList());
  }

  private static String inWordsOfJdk17(String finding) {
    return finding.replace("annotation interface", "annotation type");
  }

  @Test
  void processorInAWrappedEnvironment_isHandedTheCompiler() {
    var weaver = new MarkingWeaver();
    Javac.Result result = javac().processors(new Wrapper(new AsyncProcessor(weaver))).compile();
    assertEquals(List.of(), result.findings());
    assertEquals(List.of(List.of("Greeter")), weaver.nests);
  }

  private static final class OnlyProcessor
      extends ForwardingJavaFileManager<StandardJavaFileManager> {

    OnlyProcessor(StandardJavaFileManager standard) {
      super(standard);
    }

    @Override
    public ClassLoader getClassLoader(Location location) {
      URL annotations = Async.class.getProtectionDomain().getCodeSource().getLocation();
      return new ClassLoader(getClass().getClassLoader()) {
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
          List<URL> resources = new ArrayList<>(Collections.list(super.getResources(name)));
          resources.removeIf(url -> url.toString().contains(annotations.getPath()));
          return Collections.enumeration(resources);
        }
      };
    }
  }

  /** A processor that leaves nothing for those after it. */
  private static final class Greedy extends AbstractProcessor {

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of("*");
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return true;
    }
  }

  /** Gives a processor an environment that javac does not recognise as its own, as Gradle does. */
  private static final class Wrapper extends AbstractProcessor {

    private final Processor wrapped;

    Wrapper(Processor wrapped) {
      this.wrapped = wrapped;
    }

    @Override
    public void init(ProcessingEnvironment environment) {
      wrapped.init(
          (ProcessingEnvironment)
              Proxy.newProxyInstance(
                  getClass().getClassLoader(),
                  new Class<?>[] {ProcessingEnvironment.class},
                  (proxy, method, arguments) -> method.invoke(environment, arguments)));
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return wrapped.getSupportedAnnotationTypes();
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return wrapped.getSupportedSourceVersion();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      return wrapped.process(annotations, round);
    }
  }
}
