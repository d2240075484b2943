package dev.weft.processor.facade;

import dev.weft.processor.check.DiagnosticId;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Why a class can have no front.
 *
 * @param element what is to blame: the class, or one of its methods
 */
record Obstacle(DiagnosticId id, Element element, String message) {

  static Obstacle unreachable(TypeElement target) {
    return new Obstacle(
        DiagnosticId.FACADE_UNREACHABLE,
        target,
        "@Facade on %s, which no other class can name: the front could not call it. Make it at"
                .formatted(target.getSimpleName())
            + " least package-private.");
  }

  static Obstacle empty(TypeElement target) {
    return new Obstacle(
        DiagnosticId.FACADE_EMPTY,
        target,
        "@Facade on %s, which has no public async method: the front would be empty. Make the"
                .formatted(target.getSimpleName())
            + " methods public that return Coroutine, CompletionStage or CompletableFuture, or"
            + " remove @Facade.");
  }

  static Obstacle nameTaken(Front front) {
    return new Obstacle(
        DiagnosticId.FACADE_NAME_TAKEN,
        front.target(),
        "@Facade on %s generates %s, but there is a class of that name. Rename one of them."
            .formatted(front.target().getSimpleName(), front.name().simpleName()));
  }

  /** The first thing about a method that the code of a front could not say. */
  static Optional<Obstacle> find(
      TypeElement target, AsyncMember member, Elements elements, Types types) {
    return Stream.concat(
            NamedTypes.in(member.type())
                .filter(type -> !isAccessible(type.asElement(), target, elements))
                .map(type -> unreachableType(target, member, type)),
            member.type().getThrownTypes().stream()
                .filter(type -> !isException(type, elements, types))
                .map(type -> throwsMore(target, member, type)))
        .findFirst();
  }

  /** Whether a class of the target's package can name the type. */
  private static boolean isAccessible(Element type, TypeElement target, Elements elements) {
    boolean isSamePackage = elements.getPackageOf(type).equals(elements.getPackageOf(target));
    for (Element e = type; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)
          || !isSamePackage && !e.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }

  private static Obstacle unreachableType(TypeElement target, AsyncMember member, TypeMirror type) {
    return ofMethod(
        DiagnosticId.FACADE_UNREACHABLE,
        target,
        member,
        "'%s' of the front for %s would name %s, which its package cannot see. Make that type"
                .formatted(member.name(), target.getSimpleName(), type)
            + " visible there, or the method not public.");
  }

  private static boolean isException(TypeMirror thrown, Elements elements, Types types) {
    return Stream.of("java.lang.Exception", "java.lang.Error")
        .anyMatch(name -> types.isSubtype(thrown, elements.getTypeElement(name).asType()));
  }

  private static Obstacle throwsMore(TypeElement target, AsyncMember member, TypeMirror type) {
    return ofMethod(
        DiagnosticId.FACADE_THROWS,
        target,
        member,
        "'%s' of %s throws %s: what is passed to a loop may throw exceptions and errors only. Declare"
                .formatted(member.name(), target.getSimpleName(), type)
            + " Exception, or a type parameter that extends it.");
  }

  /** An inherited method may have no source. */
  private static Obstacle ofMethod(
      DiagnosticId id, TypeElement target, AsyncMember member, String message) {
    boolean isOwn = member.element().getEnclosingElement().equals(target);
    return new Obstacle(id, isOwn ? member.element() : target, message);
  }
}
