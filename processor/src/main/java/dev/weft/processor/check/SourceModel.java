package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.PrimitiveType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Answers questions about attributed trees, their elements and types; knows nothing of async. */
class SourceModel {

  private static final Set<String> COLLECTION_PACKAGES = Set.of("java.util", "java.util.stream");
  private static final Set<String> COLLECTIONS = Set.of("java.lang.Iterable", "java.util.Map");

  private final Trees trees;
  private final Elements elements;
  private final Types types;

  SourceModel(Trees trees, Elements elements, Types types) {
    this.trees = trees;
    this.elements = elements;
    this.types = types;
  }

  // ---- elements and types of trees ----

  Element element(TreePath parent, Tree child) {
    return trees.getElement(new TreePath(parent, child));
  }

  Element element(TreePath path) {
    return trees.getElement(path);
  }

  TypeMirror type(TreePath parent, Tree child) {
    return type(new TreePath(parent, child));
  }

  TypeMirror type(TreePath path) {
    return trees.getTypeMirror(path);
  }

  /** The class or interface of an expression, or null if its type is none. */
  Element classOf(TreePath expression) {
    return classOf(type(expression));
  }

  static Element classOf(TypeMirror type) {
    return upperBound(type) instanceof DeclaredType declared ? declared.asElement() : null;
  }

  /** The type arguments of an expression's type. */
  List<? extends TypeMirror> typeArguments(TreePath expression) {
    return trees.getTypeMirror(expression) instanceof DeclaredType declared
        ? declared.getTypeArguments()
        : List.of();
  }

  // ---- classes ----

  static boolean isNamed(Element element, String name) {
    return element instanceof TypeElement type && type.getQualifiedName().contentEquals(name);
  }

  static boolean isAnnotated(Element element, String annotation) {
    return element.getAnnotationMirrors().stream()
        .anyMatch(a -> isNamed(a.getAnnotationType().asElement(), annotation));
  }

  /** Whether it is a class or interface of the {@code java} packages. */
  static boolean isOfJdk(Element type) {
    return type instanceof TypeElement declared
        && declared.getQualifiedName().toString().startsWith("java.");
  }

  /** Whether it is a method of the JDK's collections, optionals and streams. */
  boolean isOfCollection(Element method) {
    if (method == null || !(method.getEnclosingElement() instanceof TypeElement owner)) {
      return false;
    }
    return COLLECTION_PACKAGES.contains(elements.getPackageOf(owner).getQualifiedName().toString())
        || COLLECTIONS.stream().anyMatch(name -> isSubtype(owner, name));
  }

  /** Whether {@code type} is the named class or one of its subtypes. */
  boolean isSubtype(Element type, String name) {
    TypeElement owner = elements.getTypeElement(name);
    return owner != null
        && type instanceof TypeElement
        && types.isSubtype(types.erasure(type.asType()), types.erasure(owner.asType()));
  }

  // ---- types ----

  static boolean isDeclared(TypeMirror type, String name) {
    return type != null
        && type.getKind() == TypeKind.DECLARED
        && isNamed(((DeclaredType) type).asElement(), name);
  }

  boolean isAssignable(TypeMirror value, TypeMirror target) {
    return types.isAssignable(value, target);
  }

  /** The type itself, or the class that boxes a primitive. */
  TypeMirror boxed(TypeMirror type) {
    return type.getKind().isPrimitive() ? types.boxedClass((PrimitiveType) type).asType() : type;
  }

  private static TypeMirror upperBound(TypeMirror type) {
    if (type instanceof WildcardType wildcard && wildcard.getExtendsBound() != null) {
      return upperBound(wildcard.getExtendsBound());
    }
    return type instanceof TypeVariable variable ? upperBound(variable.getUpperBound()) : type;
  }

  // ---- methods ----

  /**
   * What the interface of a lambda or method reference wants it to return, or null where the source
   * is erroneous.
   */
  TypeMirror functionResult(TreePath function) {
    return functionalResult(trees.getTypeMirror(function));
  }

  private TypeMirror functionalResult(TypeMirror type) {
    if (type instanceof IntersectionType intersection) {
      return intersection.getBounds().stream()
          .map(this::functionalResult)
          .filter(result -> result != null)
          .findFirst()
          .orElse(null);
    }
    if (type == null || type.getKind() != TypeKind.DECLARED) {
      return null;
    }
    DeclaredType declared = (DeclaredType) type;
    ExecutableElement method = functionalMethod((TypeElement) declared.asElement());
    return method == null
        ? null
        : upperBound(((ExecutableType) types.asMemberOf(declared, method)).getReturnType());
  }

  /** The one abstract method, those of {@code Object} aside. */
  private ExecutableElement functionalMethod(TypeElement type) {
    return ElementFilter.methodsIn(elements.getAllMembers(type)).stream()
        .filter(m -> m.getModifiers().contains(Modifier.ABSTRACT))
        .filter(m -> !redeclaresObjectMethod(m))
        .findFirst()
        .orElse(null);
  }

  private static boolean redeclaresObjectMethod(ExecutableElement method) {
    int parameters = method.getParameters().size();
    return switch (method.getSimpleName().toString()) {
      case "equals" -> parameters == 1;
      case "hashCode", "toString" -> parameters == 0;
      default -> false;
    };
  }

  /** A method of a supertype that a method overrides or implements. */
  Optional<ExecutableElement> findOverridden(TreePath method) {
    ExecutableElement overrider = (ExecutableElement) trees.getElement(method);
    TypeElement owner = (TypeElement) overrider.getEnclosingElement();
    return supertypes(owner.asType())
        .flatMap(type -> ElementFilter.methodsIn(type.getEnclosedElements()).stream())
        .filter(candidate -> elements.overrides(overrider, candidate, owner))
        .findFirst();
  }

  private Stream<TypeElement> supertypes(TypeMirror type) {
    return types.directSupertypes(type).stream()
        .flatMap(
            supertype ->
                Stream.concat(
                    Stream.of((TypeElement) ((DeclaredType) supertype).asElement()),
                    supertypes(supertype)));
  }

  // ---- variables and places ----

  /** The initial value of the field or local variable that an expression names. */
  Optional<TreePath> findInitializer(TreePath expression) {
    return findDeclaration(expression, trees.getElement(expression))
        .filter(p -> ((VariableTree) p.getLeaf()).getInitializer() != null)
        .map(p -> new TreePath(p, ((VariableTree) p.getLeaf()).getInitializer()));
  }

  /** The declaration of a field, or of a local variable of the code around its use. */
  Optional<TreePath> findDeclaration(TreePath use, Element variable) {
    if (variable == null) {
      return Optional.empty();
    }
    if (variable.getKind().isField()) {
      return Optional.ofNullable(trees.getPath(variable))
          .filter(p -> p.getLeaf() instanceof VariableTree);
    }
    Body body = Body.around(use);
    Optional<TreePath> declaration =
        OwnCode.of(body.path())
            .filter(p -> p.getLeaf() instanceof VariableTree)
            .filter(p -> variable.equals(trees.getElement(p)))
            .findFirst();
    return declaration.isPresent() || body.kind() != Body.Kind.LAMBDA
        ? declaration
        : findDeclaration(body.path(), variable);
  }

  /** Whether a tree begins before another one of the same source. */
  boolean isBefore(TreePath path, TreePath other) {
    return start(path) < start(other);
  }

  private long start(TreePath path) {
    return trees.getSourcePositions().getStartPosition(path.getCompilationUnit(), path.getLeaf());
  }
}
