package dev.weft.processor;

import dev.weft.processor.check.DiagnosticId;
import dev.weft.processor.facade.Facades;
import dev.weft.weaver.ClassWeaver;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;

/**
 * Weaves async methods while javac compiles them.
 *
 * <p>It is a processor because that is what every build tool knows how to run, and because it is
 * given a {@code Filer}: when it starts, it attaches a {@link JavacHost} to the compiler, which
 * weaves after the rounds are over. In the rounds it generates the fronts that {@code @Facade} asks
 * for. It claims nothing; {@link ClaimingProcessor} does.
 *
 * <p>Options:
 *
 * <ul>
 *   <li>{@code -Aweft.werror=true}: Weft's warnings are errors.
 *   <li>{@code -Aweft.debug=true}: an await keeps every named variable in scope, so that debuggers
 *       show it; else it keeps what may still be read.
 * </ul>
 *
 * <p>Without a value they are true.
 */
public final class AsyncProcessor extends AbstractProcessor {

  /*
   * Overview.
   *
   * No field or signature here may name a com.sun.source type: service loaders reflect on this
   * class, also in compilers that have no such types (ECJ on a runtime without jdk.compiler), and
   * would die of it. JavacAccess, which names them, is loaded only when they exist.
   *
   * No exception may escape to the compiler, which would report it as its own crash.
   */

  static final String WARNINGS_AS_ERRORS = "weft.werror";
  static final String DEBUG = "weft.debug";

  private static final String ASYNC = "dev.weft.annotations.Async";

  private final NestWeaver weaver;
  private boolean attached; // written by init
  private Facades facades; // written by init
  private boolean complained; // the compiler's thread only

  /** For service loaders. */
  public AsyncProcessor() {
    this(ClassWeaver::weave);
  }

  AsyncProcessor(NestWeaver weaver) {
    this.weaver = weaver;
  }

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of("*");
  }

  @Override
  public Set<String> getSupportedOptions() {
    return Set.of(WARNINGS_AS_ERRORS, DEBUG);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public synchronized void init(ProcessingEnvironment environment) {
    super.init(environment);
    try {
      facades = new Facades(environment);
      attached = isJavacHere() && JavacAccess.attach(environment, weaver);
    } catch (Throwable e) {
      complain(
          Diagnostic.Kind.ERROR,
          "[" + DiagnosticId.WEFT_FAILURE.tag() + "] Weft could not start: " + stackTrace(e));
    }
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    if (!attached && !complained) {
      annotations.stream()
          .filter(a -> a.getQualifiedName().contentEquals(ASYNC))
          .flatMap(a -> round.getElementsAnnotatedWith(a).stream())
          .findFirst()
          .ifPresent(this::complainNotWoven);
    }
    generateFacades(annotations, round);
    return false;
  }

  private void generateFacades(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    try {
      facades.process(annotations, round);
    } catch (RuntimeException e) {
      complain(
          Diagnostic.Kind.ERROR,
          "[" + DiagnosticId.WEFT_FAILURE.tag() + "] Weft could not generate: " + stackTrace(e));
    }
  }

  private static boolean isJavacHere() {
    try {
      Class.forName("com.sun.source.util.JavacTask", false, AsyncProcessor.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** ECJ's users have another way to weave; a javac that cannot be reached would weave nothing. */
  private void complainNotWoven(Element method) {
    boolean ecj = processingEnv.getClass().getName().startsWith("org.eclipse.");
    complain(
        ecj ? Diagnostic.Kind.WARNING : Diagnostic.Kind.ERROR,
        "["
            + DiagnosticId.NOT_WOVEN.tag()
            + "] "
            + method.getEnclosingElement()
            + "."
            + method.getSimpleName()
            + " is not woven here: "
            + (ecj ? "ECJ offers processors no view of" : "Weft cannot reach javac to see")
            + " the classes it writes. Weave the class files after compilation with"
            + " weft-maven-plugin, the Gradle plugin dev.weft or 'java -jar weft-processor.jar weave"
            + " <dir>', or compile with javac and weft-processor on its processor path.");
  }

  private void complain(Diagnostic.Kind kind, String message) {
    complained = true;
    processingEnv.getMessager().printMessage(kind, message);
  }

  private static String stackTrace(Throwable e) {
    var text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    return text.toString();
  }
}
