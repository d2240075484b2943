package dev.weft.processor.facade;

import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Finds the classes and interfaces that a type names, those included that do not exist. */
final class NamedTypes extends SimpleTypeVisitor14<Stream<DeclaredType>, Void> {

  private static final NamedTypes SEARCH = new NamedTypes();

  private NamedTypes() {}

  static Stream<DeclaredType> in(TypeMirror type) {
    return type == null ? Stream.empty() : SEARCH.visit(type);
  }

  /** Whether one of the types does not exist, or not yet. */
  static boolean areMissingIn(TypeMirror type) {
    return in(type).anyMatch(named -> named.getKind() == TypeKind.ERROR);
  }

  private static Stream<DeclaredType> in(List<? extends TypeMirror> types) {
    return types.stream().flatMap(NamedTypes::in);
  }

  @Override
  protected Stream<DeclaredType> defaultAction(TypeMirror type, Void unused) {
    return Stream.empty();
  }

  @Override
  public Stream<DeclaredType> visitDeclared(DeclaredType type, Void unused) {
    return Stream.of(Stream.of(type), in(type.getEnclosingType()), in(type.getTypeArguments()))
        .flatMap(types -> types);
  }

  @Override
  public Stream<DeclaredType> visitError(ErrorType type, Void unused) {
    return Stream.of(type);
  }

  @Override
  public Stream<DeclaredType> visitArray(ArrayType type, Void unused) {
    return in(type.getComponentType());
  }

  @Override
  public Stream<DeclaredType> visitWildcard(WildcardType type, Void unused) {
    return Stream.concat(in(type.getExtendsBound()), in(type.getSuperBound()));
  }

  @Override
  public Stream<DeclaredType> visitIntersection(IntersectionType type, Void unused) {
    return in(type.getBounds());
  }

  /** The bounds of its type parameters are looked at here, since a bound may name its parameter. */
  @Override
  public Stream<DeclaredType> visitExecutable(ExecutableType type, Void unused) {
    return Stream.of(
            in(type.getReturnType()),
            in(type.getParameterTypes()),
            in(type.getThrownTypes()),
            in(type.getTypeVariables().stream().map(TypeVariable::getUpperBound).toList()))
        .flatMap(types -> types);
  }
}
