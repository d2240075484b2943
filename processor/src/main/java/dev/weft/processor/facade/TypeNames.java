package dev.weft.processor.facade;

import com.palantir.javapoet.ArrayTypeName;
import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeVariableName;
import com.palantir.javapoet.WildcardTypeName;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Types as JavaPoet writes them, with their nullness annotations, which JavaPoet would drop. */
final class TypeNames {

  private TypeNames() {}

  static TypeName of(TypeMirror type) {
    return unannotated(type).annotated(NullnessAnnotations.of(type));
  }

  private static TypeName unannotated(TypeMirror type) {
    return switch (type.getKind()) {
      case DECLARED -> declared((DeclaredType) type);
      case ARRAY -> ArrayTypeName.of(of(((ArrayType) type).getComponentType()));
      case TYPEVAR ->
          TypeVariableName.get(((TypeVariable) type).asElement().getSimpleName().toString());
      case WILDCARD -> wildcard((WildcardType) type);
      default -> TypeName.get(type);
    };
  }

  private static TypeName declared(DeclaredType type) {
    if (isInnerOfParameterized(type)) {
      return TypeName.get(type);
    }
    ClassName name = ClassName.get((TypeElement) type.asElement());
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return arguments.isEmpty()
        ? name
        : ParameterizedTypeName.get(
            name, arguments.stream().map(TypeNames::of).toArray(TypeName[]::new));
  }

  private static boolean isInnerOfParameterized(DeclaredType type) {
    return type.getEnclosingType().getKind() == TypeKind.DECLARED
        && !((DeclaredType) type.getEnclosingType()).getTypeArguments().isEmpty();
  }

  private static TypeName wildcard(WildcardType type) {
    if (type.getSuperBound() != null) {
      return WildcardTypeName.supertypeOf(of(type.getSuperBound()));
    }
    return WildcardTypeName.subtypeOf(
        type.getExtendsBound() == null ? ClassName.OBJECT : of(type.getExtendsBound()));
  }

  /** The declaration of a type parameter, with its bounds. */
  static TypeVariableName ofParameter(TypeParameterElement parameter) {
    return TypeVariableName.get(
        parameter.getSimpleName().toString(),
        parameter.getBounds().stream().map(TypeNames::of).toArray(TypeName[]::new));
  }
}
