package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.JavaFile;
import com.palantir.javapoet.TypeSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.ProcessingEnvironment;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import javax.tools.Diagnostic;

/** Generates what {@code @Facade} asks for, in the rounds of annotation processing. */
public final class Facades {

  private static final String FACADE = "dev.weft.annotations.Facade";
  private static final String GENERATED = "javax.annotation.processing.Generated";

  private final ProcessingEnvironment environment;
  private final Elements elements;
  private final Types types;

  // Names and not elements, which belong to their round.
  private final Set<String> waiting = new LinkedHashSet<>();

  public Facades(ProcessingEnvironment environment) {
    this.environment = environment;
    this.elements = environment.getElementUtils();
    this.types = environment.getTypeUtils();
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
    if (isUnreachable(target)) {
      report(Obstacle.unreachable(target));
      return true;
    }
    var members = new AsyncMembers(target, types);
    if (!members.areComplete()) {
      return false;
    }
    if (members.list().isEmpty()) {
      report(Obstacle.empty(target));
      return true;
    }
    List<Obstacle> obstacles =
        members.list().stream()
            .flatMap(member -> Obstacle.find(target, member, elements, types).stream())
            .toList();
    obstacles.forEach(this::report);
    if (obstacles.isEmpty()) {
      write(new FuturesFront(target, members.list(), types));
      if (isBlockingWanted(target)) {
        write(new BlockingFront(target, members.list(), types));
      }
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

  private static AnnotationMirror facade(Element target) {
    return target.getAnnotationMirrors().stream()
        .filter(mirror -> mirror.getAnnotationType().toString().equals(FACADE))
        .findFirst()
        .orElseThrow();
  }

  private boolean isBlockingWanted(TypeElement target) {
    return elements.getElementValuesWithDefaults(facade(target)).values().stream()
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
            .skipJavaLangImports(!isJavaLangShadowed(front.target()))
            .build();
    try {
      file.writeTo(environment.getFiler());
    } catch (FilerException e) {
      report(Obstacle.nameTaken(front));
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

  /** Whether a class of the package has the name of one of {@code java.lang}. */
  private boolean isJavaLangShadowed(TypeElement target) {
    return elements.getPackageOf(target).getEnclosedElements().stream()
        .anyMatch(type -> elements.getTypeElement("java.lang." + type.getSimpleName()) != null);
  }

  private void report(Obstacle obstacle) {
    String message = "[" + obstacle.id().tag() + "] " + obstacle.message();
    Element element = obstacle.element();
    if (element instanceof TypeElement) {
      environment
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, message, element, facade(element));
    } else {
      environment.getMessager().printMessage(Diagnostic.Kind.ERROR, message, element);
    }
  }
}
