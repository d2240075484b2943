package dev.weft.processor.facade;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * An async method as a member of the class that a front is made for.
 *
 * @param element the method, perhaps of a supertype
 * @param type its type, with the supertype's type parameters replaced
 */
record AsyncMember(ExecutableElement element, ExecutableType type) {

  private static final String COROUTINE = "dev.weft.Coroutine";
  private static final Set<String> STAGES =
      Set.of("java.util.concurrent.CompletionStage", "java.util.concurrent.CompletableFuture");

  /** Whether a method of this return type is async. */
  static boolean isAsync(TypeMirror returnType) {
    return isStage(returnType) || nameOf(returnType).equals(COROUTINE);
  }

  private static boolean isStage(TypeMirror type) {
    return STAGES.contains(nameOf(type));
  }

  private static String nameOf(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? ((TypeElement) ((DeclaredType) type).asElement()).getQualifiedName().toString()
        : "";
  }

  String name() {
    return element.getSimpleName().toString();
  }

  boolean returnsStage() {
    return isStage(type.getReturnType());
  }

  /** The type of the result, or null if the method's return type is raw. */
  TypeMirror findResult() {
    List<? extends TypeMirror> arguments = ((DeclaredType) type.getReturnType()).getTypeArguments();
    return arguments.isEmpty() ? null : arguments.get(0);
  }
}
