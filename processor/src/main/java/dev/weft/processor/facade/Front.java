package dev.weft.processor.facade;

import com.palantir.javapoet.ClassName;
import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.MethodSpec;
import com.palantir.javapoet.ParameterSpec;
import com.palantir.javapoet.ParameterizedTypeName;
import com.palantir.javapoet.TypeName;
import com.palantir.javapoet.TypeSpec;
import com.palantir.javapoet.TypeVariableName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** What the fronts of one class have in common: {@code OrdersFutures}, {@code OrdersBlocking}. */
abstract class Front {

  static final ClassName EXECUTOR = ClassName.get("dev.weft", "AsyncExecutor");
  static final ClassName EVENT_LOOP = ClassName.get("dev.weft", "EventLoop");

  private static final ClassName AWAIT = ClassName.get("dev.weft", "Await");
  private static final ClassName COROUTINE = ClassName.get("dev.weft", "Coroutine");

  private final TypeElement target;
  private final List<AsyncMember> members;
  private final Types types;

  Front(TypeElement target, List<AsyncMember> members, Types types) {
    this.target = target;
    this.members = members;
    this.types = types;
  }

  /** {@code Futures} or {@code Blocking}. */
  abstract String suffix();

  /** Says what the class is for. */
  abstract CodeBlock javadoc();

  /** Adds fields, constructors and what else is not a call of the target. */
  abstract void addState(TypeSpec.Builder type);

  /** Adds the throws clause, the return type and the statement that makes the call. */
  abstract void addCall(MethodSpec.Builder method, AsyncMember member, CodeBlock body);

  /** The class that this front is for, with its own type parameters as arguments. */
  TypeName targetType() {
    return TypeNames.of(target.asType());
  }

  TypeElement target() {
    return target;
  }

  /** The name of the class: {@code OrdersFutures}, {@code Outer_OrdersFutures}. */
  ClassName name() {
    ClassName targetName = ClassName.get(target);
    return ClassName.get(
        targetName.packageName(), String.join("_", targetName.simpleNames()) + suffix());
  }

  /** The type, with its type parameters as arguments. */
  TypeName type() {
    List<TypeParameterElement> parameters = typeParameters();
    return parameters.isEmpty()
        ? name()
        : ParameterizedTypeName.get(
            name(),
            parameters.stream()
                .map(p -> TypeVariableName.get(p.getSimpleName().toString()))
                .toArray(TypeName[]::new));
  }

  /** Those of the target, behind those of the classes that an inner class belongs to. */
  List<TypeParameterElement> typeParameters() {
    List<TypeParameterElement> parameters = new ArrayList<>(target.getTypeParameters());
    TypeElement type = target;
    while (type.getNestingKind() == NestingKind.MEMBER
        && !type.getModifiers().contains(Modifier.STATIC)) {
      type = (TypeElement) type.getEnclosingElement();
      parameters.addAll(0, type.getTypeParameters());
    }
    return parameters;
  }

  /** The class. */
  TypeSpec build() {
    TypeSpec.Builder type =
        TypeSpec.classBuilder(name())
            .addOriginatingElement(target)
            .addJavadoc(javadoc())
            .addModifiers(visibility())
            .addModifiers(Modifier.FINAL);
    typeParameters().forEach(p -> type.addTypeVariable(TypeNames.ofParameter(p)));
    for (Element e = target; e instanceof TypeElement; e = e.getEnclosingElement()) {
      type.addAnnotations(NullnessAnnotations.ofCode(e));
    }
    type.addAnnotations(Warnings.of(target).annotations());
    addState(type);
    members.forEach(member -> type.addMethod(method(member)));
    return type.build();
  }

  /** Not wider than the target's, or the front could not be used anyway. */
  Modifier[] visibility() {
    for (Element e = target; e instanceof TypeElement; e = e.getEnclosingElement()) {
      if (!e.getModifiers().contains(Modifier.PUBLIC)) {
        return new Modifier[0];
      }
    }
    return new Modifier[] {Modifier.PUBLIC};
  }

  /** A constructor with these two parameters, still without a body. */
  MethodSpec.Builder constructor(ClassName loop, String javadoc) {
    return MethodSpec.constructorBuilder()
        .addJavadoc(javadoc)
        .addModifiers(visibility())
        .addParameter(loop, "loop")
        .addParameter(targetType(), "target");
  }

  /** Whether the target has an async method that would clash with one of the front's own. */
  boolean hasMethod(String name, Class<?> parameter) {
    return members.stream()
        .filter(member -> member.name().equals(name))
        .map(member -> member.type().getParameterTypes())
        .anyMatch(
            parameters ->
                parameters.size() == 1
                    && TypeName.get(parameters.get(0)).equals(TypeName.get(parameter)));
  }

  private MethodSpec method(AsyncMember member) {
    ExecutableElement element = member.element();
    MethodSpec.Builder method =
        MethodSpec.methodBuilder(member.name())
            .addJavadoc("Calls {@link $L}.", link(element))
            .addModifiers(Modifier.PUBLIC)
            .varargs(element.isVarArgs());
    element.getTypeParameters().forEach(p -> method.addTypeVariable(TypeNames.ofParameter(p)));
    for (int i = 0; i < element.getParameters().size(); i++) {
      method.addParameter(
          parameter(element.getParameters().get(i), member.type().getParameterTypes().get(i)));
    }
    addWarnings(method, member);
    addCall(method, member, body(member));
    return method.build();
  }

  private static ParameterSpec parameter(VariableElement element, TypeMirror type) {
    TypeName name = TypeNames.of(type);
    ParameterSpec.Builder parameter =
        ParameterSpec.builder(name, element.getSimpleName().toString());
    NullnessAnnotations.of(element).stream()
        .filter(annotation -> !name.annotations().contains(annotation)) // of both kinds: once
        .forEach(parameter::addAnnotation);
    return parameter.build();
  }

  /** {@code Orders#find(long)}, for Javadoc. */
  private CodeBlock link(ExecutableElement method) {
    CodeBlock parameters =
        method.getParameters().stream()
            .map(parameter -> CodeBlock.of("$T", TypeName.get(types.erasure(parameter.asType()))))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of("$T#$L($L)", ClassName.get(target), method.getSimpleName(), parameters);
  }

  /** The async body that makes the call on the loop. */
  private CodeBlock body(AsyncMember member) {
    String arguments =
        member.element().getParameters().stream()
            .map(parameter -> parameter.getSimpleName().toString())
            .collect(Collectors.joining(", "));
    CodeBlock call = CodeBlock.of("$L.$L($L)", field("target", member), member.name(), arguments);
    return member.returnsStage()
        ? CodeBlock.of("() -> $T.of($T.of($L))", COROUTINE, AWAIT, call)
        : CodeBlock.of("() -> $L", call);
  }

  /** The name of a field, in a method whose parameters may have the same name. */
  static String field(String name, AsyncMember member) {
    return member.element().getParameters().stream()
            .anyMatch(parameter -> parameter.getSimpleName().contentEquals(name))
        ? "this." + name
        : name;
  }

  private static void addWarnings(MethodSpec.Builder method, AsyncMember member) {
    Warnings warnings = Warnings.of(member.element());
    if (member.element().getAnnotation(SafeVarargs.class) != null) {
      method.addAnnotation(SafeVarargs.class).addModifiers(Modifier.FINAL);
      warnings.suppress("varargs");
    }
    if (member.findResult() == null) {
      warnings.suppress("rawtypes", "unchecked");
    }
    method.addAnnotations(warnings.annotations());
  }
}
