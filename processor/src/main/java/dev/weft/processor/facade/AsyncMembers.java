package dev.weft.processor.facade;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Collects the public async methods of a class: its own in the order of the source, then those of
 * its supertypes, as far as nothing overrides them.
 */
final class AsyncMembers {

  private final Types types;
  private final DeclaredType target;
  private final List<AsyncMember> members = new ArrayList<>();
  private final Set<String> signatures = new HashSet<>();
  private final Set<Element> visited = new HashSet<>();

  private boolean complete = true;

  AsyncMembers(TypeElement type, Types types) {
    this.types = types;
    this.target = (DeclaredType) type.asType();
    visit(type);
  }

  /** The methods. */
  List<AsyncMember> list() {
    return members;
  }

  /** Whether every class that a public method or the hierarchy names exists. */
  boolean areComplete() {
    return complete;
  }

  private void visit(TypeElement type) {
    if (!visited.add(type)) {
      return;
    }
    ElementFilter.methodsIn(type.getEnclosedElements()).stream()
        .filter(AsyncMembers::isInstanceMethod)
        .forEach(this::add);
    visit(type.getSuperclass());
    type.getInterfaces().forEach(this::visit);
  }

  private void visit(TypeMirror supertype) {
    complete &= !NamedTypes.areMissingIn(supertype);
    if (supertype.getKind() == TypeKind.DECLARED) {
      visit((TypeElement) ((DeclaredType) supertype).asElement());
    }
  }

  private static boolean isInstanceMethod(ExecutableElement method) {
    return method.getModifiers().contains(Modifier.PUBLIC)
        && !method.getModifiers().contains(Modifier.STATIC);
  }

  /** A signature that was there before belongs to a method that overrides this one. */
  private void add(ExecutableElement method) {
    ExecutableType type = (ExecutableType) types.asMemberOf(target, method);
    complete &= !NamedTypes.areMissingIn(type);
    if (signatures.add(signature(method, type)) && AsyncMember.isAsync(type.getReturnType())) {
      members.add(new AsyncMember(method, type));
    }
  }

  private String signature(ExecutableElement method, ExecutableType type) {
    return type.getParameterTypes().stream()
        .map(parameter -> types.erasure(parameter).toString())
        .collect(Collectors.joining(",", method.getSimpleName() + "(", ")"));
  }
}
