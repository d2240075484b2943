package dev.weft.processor.facade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.processor.AsyncProcessor;
import dev.weft.processor.Javac;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Processor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is generated, and what is refused; the acceptance tests run what is generated. */
class FacadesTest {

  private static final String IMPORTS =
      "import dev.weft.*; import dev.weft.annotations.*; import java.util.*;"
          + " import java.util.concurrent.*;";

  @TempDir Path directory;

  private Javac javac(Processor... more) {
    Processor[] processors = new Processor[more.length + 1];
    processors[0] = new AsyncProcessor();
    System.arraycopy(more, 0, processors, 1, more.length);
    return Javac.in(directory)
        .processors(processors)
        .options("-Xlint:all,-processing", "-Werror")
        .output("out");
  }

  private String generated(String name) throws IOException {
    return Files.readString(directory.resolve("out").resolve(name + ".java"));
  }

  private void assertCompiles(Javac javac) {
    Javac.Result result = javac.compile();
    assertEquals(List.of(), result.findings());
    assertTrue(result.success());
  }

  private static Path golden(String name) {
    return Path.of("src/test/resources/goldens/facade", name + ".java.txt");
  }

  @Test
  void fronts_areReadableSource() throws IOException {
    assertCompiles(
        javac()
            .source(
                "app/Orders.java",
                "package app;",
                IMPORTS,
                "@Facade(blocking = true)",
                "class Orders<K> {",
                "  public Coroutine<K> find(long id, String... more) throws InterruptedException,"
                    + " java.io.IOException { return null; }",
                "  public CompletionStage<Void> drop(K target) { return null; }",
                "}"));
    for (String name : List.of("OrdersFutures", "OrdersBlocking")) {
      assertEquals(Files.readString(golden(name)), generated("app/" + name));
    }
  }

  @Test
  void blockingFront_isMadeOnlyWhenAskedFor() {
    assertCompiles(
        javac().source("A.java", IMPORTS, "@Facade interface A { Coroutine<Void> a(); }"));
    assertEquals(
        List.of("A.class", "AFutures$lambda$a$0$Async.class", "AFutures.class", "AFutures.java"),
        Javac.files(directory.resolve("out")));
  }

  @Test
  void visibility_isThatOfTheNarrowestClassAround() throws IOException {
    assertCompiles(
        javac()
            .source("A.java", IMPORTS, "@Facade public interface A { Coroutine<Void> a(); }")
            .source(
                "B.java",
                IMPORTS,
                "class B { @Facade public interface C { Coroutine<Void> c(); } }"));
    assertTrue(generated("AFutures").contains("\npublic final class AFutures {"));
    assertTrue(generated("B_CFutures").contains("\nfinal class B_CFutures {"));
  }

  @Test
  void ownMethodNamedWithTimeout_isKept() throws IOException {
    assertCompiles(
        javac()
            .source(
                "A.java",
                IMPORTS,
                "@Facade(blocking = true) interface A {",
                "  Coroutine<Integer> withTimeout(java.time.Duration timeout); }"));
    assertTrue(generated("ABlocking").contains("public Integer withTimeout(Duration timeout)"));
  }

  @Test
  void methodThatOverridesAGenericOne_appearsOnce() throws IOException {
    assertCompiles(
        javac()
            .source(
                "A.java",
                IMPORTS,
                "interface Sink<T> { Coroutine<Void> put(T value); }",
                "@Facade interface A extends Sink<String> { Coroutine<Void> put(String text); }"));
    assertEquals(1, generated("AFutures").split(" put\\(").length - 1);
  }

  @Test
  void classWithoutAsyncMethods_isRefused() {
    assertEquals(
        List.of(
            "A.java:2:1: error: [FacadeEmpty] @Facade on A, which has no public async method: the"
                + " front would be empty. Make the methods public that return Coroutine,"
                + " CompletionStage or CompletableFuture, or remove @Facade."),
        javac()
            .source("A.java", IMPORTS, "@Facade class A { Coroutine<Void> a() { return null; } }")
            .compile()
            .findings());
  }

  @Test
  void privateClass_isRefused() {
    assertEquals(
        List.of(
            "A.java:2:11: error: [FacadeUnreachable] @Facade on B, which no other class can name:"
                + " the front could not call it. Make it at least package-private."),
        javac()
            .source(
                "A.java",
                IMPORTS,
                "class A { @Facade private interface B { Coroutine<Void> b(); } }")
            .compile()
            .findings());
  }

  @Test
  void localClass_isRefused() {
    assertEquals(
        List.of(
            "A.java:2:39: error: [FacadeUnreachable] @Facade on B, a local class, which no other"
                + " class can name: the front could not call it. Move it out of the method."),
        javac()
            .source(
                "A.java",
                IMPORTS,
                "class A { void a() { @Facade abstract class B { abstract Coroutine<Void> b(); } } }")
            .compile()
            .findings());
  }

  @Test
  void typesThatTheFrontCannotName_areRefused() {
    assertEquals(
        List.of(
            "A.java:3:27: error: [FacadeUnreachable] 'a' of the front for A would name A.Secret,"
                + " which its package cannot see. Make that type visible there, or the method not"
                + " public.",
            "A.java:2:1: error: [FacadeUnreachable] 'base' of the front for A would name"
                + " other.Base.Hidden, which its package cannot see. Make that type visible there,"
                + " or the method not public."),
        javac()
            .source(
                "other/Base.java",
                "package other;",
                "public class Base {",
                "  protected static class Hidden {}",
                "  public <T extends Hidden> dev.weft.Coroutine<Void> base(T t) { return null; } }")
            .source(
                "A.java",
                IMPORTS,
                "@Facade class A extends other.Base {",
                "  public Coroutine<Void>  a(List<Secret[]> secret) { return null; }",
                "  private static class Secret {}",
                "  Coroutine<Secret> notPublic() { return null; } }")
            .compile()
            .findings());
  }

  @Test
  void methodThatThrowsMoreThanExceptions_isRefused() {
    assertEquals(
        List.of(
            "A.java:3:19: error: [FacadeThrows] 'a' of A throws java.lang.Throwable: what is passed"
                + " to a loop may throw exceptions and errors only. Declare Exception, or a type"
                + " parameter that extends it.",
            "A.java:4:41: error: [FacadeThrows] 'b' of A throws X: what is passed to a loop may"
                + " throw exceptions and errors only. Declare Exception, or a type parameter that"
                + " extends it."),
        javac()
            .source(
                "A.java",
                IMPORTS,
                "@Facade interface A {",
                "  Coroutine<Void> a() throws Throwable;",
                "  <X extends Throwable> Coroutine<Void> b() throws X;",
                "  <X extends Exception> Coroutine<Void> c() throws X, StackOverflowError; }")
            .compile()
            .findings());
  }

  @Test
  void nameThatIsTaken_isRefused() {
    assertEquals(
        List.of(
            "A.java:2:1: error: [FacadeNameTaken] @Facade on A generates AFutures, but there is a"
                + " class of that name. Rename one of them."),
        javac()
            .source("A.java", IMPORTS, "@Facade interface A { Coroutine<Void> a(); }")
            .source("AFutures.java", "class AFutures {}")
            .compile()
            .findings());
  }

  @Test
  void innerClassOfAGenericOne_hasTheTypeParametersOfBoth() throws IOException {
    assertCompiles(
        javac()
            .source(
                "A.java",
                IMPORTS,
                "class A<T extends Number> {",
                "  @Facade(blocking = true) class In<Q> {",
                "    public Coroutine<Map<T, Q>> f(T t) { return null; } } }"));
    assertTrue(
        generated("A_InBlocking").contains("final class A_InBlocking<T extends Number, Q> {"));
  }

  @Test
  void packageThatHasItsOwnString_isNoObstacle() throws IOException {
    assertCompiles(
        javac()
            .source("app/String.java", "package app; class String {}")
            .source("app/Object.java", "package app; class Object {}")
            .source(
                "app/InterruptedException.java",
                "package app; class InterruptedException extends Exception {",
                "  private static final long serialVersionUID = 1; }")
            .source(
                "app/A.java",
                "package app;",
                IMPORTS,
                "@Facade(blocking = true) interface A {",
                "  Coroutine<java.lang.String> a(java.lang.Object o, Object mine);",
                "  Coroutine<java.lang.Integer> b(java.lang.String s)",
                "      throws java.lang.InterruptedException; }")
            .source(
                "app/Use.java",
                "package app;",
                "class Use {",
                "  static java.lang.String use(ABlocking a) throws Exception {",
                "    return a.a(\"\", null); } }"));
  }

  @Test
  void classesThatOtherProcessorsMake_areWaitedFor() {
    assertCompiles(
        javac(new Maker("Order", "class Order {}"))
            .source("A.java", IMPORTS, "@Facade interface A { Coroutine<List<Order>> a(); }"));
    assertTrue(Files.exists(directory.resolve("out/AFutures.class")));
  }

  @Test
  void supertypesThatOtherProcessorsMake_areWaitedFor() throws IOException {
    assertCompiles(
        javac(new Maker("Base", "interface Base { dev.weft.Coroutine<String> base(); }"))
            .source(
                "A.java", IMPORTS, "@Facade interface A extends Base { Coroutine<Void> a(); }"));
    assertTrue(generated("AFutures").contains("CompletableFuture<String> base()"));
  }

  @Test
  void classThatIsMissing_isJavacsError() {
    assertEquals(
        List.of(
            "A.java:2:38: error: cannot find symbol\n  symbol:   class Order\n  location: interface A"),
        javac()
            .source("A.java", IMPORTS, "@Facade interface A { Coroutine<List<Order>> a(); }")
            .compile()
            .findings());
  }

  /** Makes one class in the first round. */
  private static final class Maker extends AbstractProcessor {

    private final String name;
    private final String source;
    private boolean made;

    Maker(String name, String source) {
      this.name = name;
      this.source = source;
    }

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
      if (!made) {
        made = true;
        try (Writer out = processingEnv.getFiler().createSourceFile(name).openWriter()) {
          out.write(source);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
      return false;
    }
  }
}
