package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import dev.weft.processor.check.DiagnosticId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;

/** Generates what {@code @Facade} asks for, in the rounds of annotation processing. */
public final class Facades {

  private static final String FACADE = "dev.weft.annotations.Facade";
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private final ProcessingEnvironment environment;
  private final Elements elements;

  // Names and not elements, which belong to their round.
  private final Set<String> waiting = new LinkedHashSet<>();

  public Facades(ProcessingEnvironment environment) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
  }

  /**
   * Generates the fronts of this round's classes. One whose methods name a class that does not
   * exist yet waits for the next round, in which other processors may have made it.
   */
  public void process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (TypeElement annotation : annotations) {
      if (annotation.getQualifiedName().contentEquals(FACADE)) {
        for (Element target : round.getElementsAnnotatedWith(annotation)) {
          waiting.add(((TypeElement) target).getQualifiedName().toString());
        }
      }
    }
    waiting.removeIf(name -> generate(elements.getTypeElement(name)));
  }

  /**
   * @return false if it has to wait
   */
  private boolean generate(TypeElement target) {
    AnnotationMirror facade = facade(target);
    if (isUnreachable(target)) {
      error(
          DiagnosticId.FACADE_UNREACHABLE,
          target,
          facade,
          "@Facade on %s, which no other class can name: the front could not call it. Make it at"
                  .formatted(target.getSimpleName())
              + " least package-private.");
      return true;
    }
    var members = new AsyncMembers(target, environment.getTypeUtils());
    if (!members.areComplete()) {
      return false;
    }
    if (members.list().isEmpty()) {
      error(
          DiagnosticId.FACADE_EMPTY,
          target,
          facade,
          "@Facade on %s, which has no public async method: the front would be empty. Make the"
                  .formatted(target.getSimpleName())
              + " methods public that return Coroutine, CompletionStage or CompletableFuture, or"
              + " remove @Facade.");
      return true;
    }
    write(new FuturesFront(target, members.list(), environment.getTypeUtils()));
    if (isBlockingWanted(facade)) {
      write(new BlockingFront(target, members.list(), environment.getTypeUtils()));
    }
    return true;
  }

  private static boolean isUnreachable(TypeElement target) {
    for (Element e = target; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        return true;
      }
    }
    return false;
  }

  private AnnotationMirror facade(TypeElement target) {
    return target.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(FACADE))
        .findFirst()
        .orElseThrow();
  }

  private boolean isBlockingWanted(AnnotationMirror facade) {
    return elements.getElementValuesWithDefaults(facade).values().stream()
        .anyMatch(value -> value.getValue().equals(true));
  }

  private void write(Front front) {
    TypeSpec.Builder type = front.build().toBuilder();
    if (hasGeneratedAnnotation(front.target())) {
      type.addAnnotation(
          AnnotationSpec.builder(ClassName.bestGuess(GENERATED))
              .addMember("value", "$S", "dev.weft.processor.AsyncProcessor")
              .build());
    }
    JavaFile file =
        JavaFile.builder(front.name().packageName(), type.build())
            .indent("  ")
            .skipJavaLangImports(true)
            .build();
    try {
      file.writeTo(environment.getFiler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A named module need not read the module of that annotation. */
  private boolean hasGeneratedAnnotation(TypeElement target) {
    ModuleElement module = elements.getModuleOf(target);
    return (module == null
            ? elements.getTypeElement(GENERATED)
            : elements.getTypeElement(module, GENERATED))
        != null;
  }

  private void error(DiagnosticId id, TypeElement target, AnnotationMirror facade, String message) {
    environment
        .getMessager()
        .printMessage(Diagnostic.Kind.ERROR, "[" + id.tag() + "] " + message, target, facade);
  }
}
