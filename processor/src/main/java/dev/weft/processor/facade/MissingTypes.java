package dev.weft.processor.facade;

import java.util.List;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.SimpleTypeVisitor14;

/** Looks for classes that do not exist, or not yet, in a type. */
final class MissingTypes extends SimpleTypeVisitor14<Boolean, Void> {

  private static final MissingTypes SEARCH = new MissingTypes();

  private MissingTypes() {
    super(false);
  }

  static boolean areIn(TypeMirror type) {
    return type != null && SEARCH.visit(type);
  }

  private static boolean areIn(List<? extends TypeMirror> types) {
    return types.stream().anyMatch(MissingTypes::areIn);
  }

  @Override
  public Boolean visitError(ErrorType type, Void unused) {
    return true;
  }

  @Override
  public Boolean visitDeclared(DeclaredType type, Void unused) {
    return areIn(type.getTypeArguments());
  }

  @Override
  public Boolean visitArray(ArrayType type, Void unused) {
    return areIn(type.getComponentType());
  }

  @Override
  public Boolean visitWildcard(WildcardType type, Void unused) {
    return areIn(type.getExtendsBound()) || areIn(type.getSuperBound());
  }

  @Override
  public Boolean visitExecutable(ExecutableType type, Void unused) {
    return areIn(type.getReturnType())
        || areIn(type.getParameterTypes())
        || areIn(type.getThrownTypes());
  }
}
