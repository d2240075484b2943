package dev.weft.processor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a processor path that holds no processors but Weft's. */
class ClaimingProcessorTest {

  @TempDir Path directory;

  private List<String> findings(AbstractProcessor other, String... lines) {
    return Javac.in(directory)
        .processors(new AsyncProcessor(), new ClaimingProcessor(), other)
        .options("-Xlint:all")
        .output("out")
        .source("A.java", lines)
        .compile()
        .findings()
        .stream()
        .map(finding -> finding.replace("[processing] ", "")) // JDK 25 says it
        .toList();
  }

  @Test
  void weftsAnnotations_areNoReasonToComplain() {
    assertEquals(
        List.of(),
        findings(
            new Other("*"),
            "interface A { @dev.weft.annotations.Async dev.weft.Coroutine<Void> a(); }"));
  }

  /** {@code @AsyncTest} is one. */
  @Test
  void annotationsOfAllOfWeftsPackages_areClaimed() {
    var javac =
        Javac.in(directory)
            .processors(new AsyncProcessor(), new ClaimingProcessor())
            .options("-Xlint:all", "-Werror")
            .output("out")
            .source("dev/weft/testing/Test.java", "package dev.weft.testing;", "@interface Test {}")
            .source(
                "dev/weft/testing/A.java",
                "package dev.weft.testing;",
                "class A { @Test void a() {} }");
    assertEquals(List.of(), javac.compile().findings());
  }

  @Test
  void otherAnnotations_areLeftToOthers() {
    var other = new Other("*");
    assertEquals(
        List.of("warning: No processor claimed any of these annotations: /A.Mine"),
        findings(
            other,
            "interface A {",
            "  @interface Mine {}",
            "  @Mine @dev.weft.annotations.Async dev.weft.Coroutine<Void> a();",
            "}"));
    assertEquals(List.of("A.Mine"), other.seen);
  }

  @Test
  void processorsForAnnotationsOfTheirOwn_run() {
    var other = new Other("A.Mine");
    findings(
        other,
        "interface A {",
        "  @interface Mine {}",
        "  @Mine @dev.weft.annotations.Async dev.weft.Coroutine<Void> a();",
        "}");
    assertTrue(other.seen.contains("A.Mine"));
  }

  private static final class Other extends AbstractProcessor {

    private final String supported;
    private final List<String> seen = new ArrayList<>();

    Other(String supported) {
      this.supported = supported;
    }

    @Override
    public Set<String> getSupportedAnnotationTypes() {
      return Set.of(supported);
    }

    @Override
    public SourceVersion getSupportedSourceVersion() {
      return SourceVersion.latest();
    }

    @Override
    public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
      annotations.forEach(annotation -> seen.add(annotation.getQualifiedName().toString()));
      return false;
    }
  }
}
