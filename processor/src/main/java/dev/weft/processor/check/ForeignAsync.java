package dev.weft.processor.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeKind;

/**
 * Other libraries' annotations of the same name, Spring's or Jakarta's, on a method that awaits or
 * on its class: the wrong import. Each is reported once, however many awaits it has. One that is
 * not imported at all is javac's to report.
 */
final class ForeignAsync {

  private static final Set<String> NAMES = Set.of("Async", "Asynchronous");

  private final AsyncModel model;
  private final Diagnostics diagnostics;
  private final Set<Tree> reported = new HashSet<>(); // trees are equal to themselves only

  ForeignAsync(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  /** Whether a body that awaits is a method with such an annotation, which is then reported. */
  boolean isBlamed(Body body) {
    if (body.kind() != Body.Kind.METHOD) {
      return false;
    }
    Optional<TreePath> annotation =
        Stream.of(body.path(), body.path().getParentPath())
            .flatMap(declaration -> annotations(declaration))
            .filter(this::isForeign)
            .findFirst();
    annotation
        .filter(path -> type(path).asType().getKind() != TypeKind.ERROR)
        .filter(path -> reported.add(path.getLeaf()))
        .ifPresent(this::report);
    return annotation.isPresent();
  }

  private static Stream<TreePath> annotations(TreePath declaration) {
    return annotations(declaration.getLeaf()).stream()
        .map(annotation -> new TreePath(declaration, annotation));
  }

  private static List<? extends AnnotationTree> annotations(Tree declaration) {
    return declaration instanceof MethodTree method
        ? method.getModifiers().getAnnotations()
        : ((ClassTree) declaration).getModifiers().getAnnotations();
  }

  private boolean isForeign(TreePath annotation) {
    Element type = type(annotation);
    return type != null
        && NAMES.contains(type.getSimpleName().toString())
        && !AsyncModel.isWeftsAsync(type);
  }

  private Element type(TreePath annotation) {
    return model.element(annotation, ((AnnotationTree) annotation.getLeaf()).getAnnotationType());
  }

  private void report(TreePath annotation) {
    boolean isOnMethod = annotation.getParentPath().getLeaf() instanceof MethodTree;
    diagnostics.error(
        DiagnosticId.WRONG_ASYNC,
        annotation,
        (isOnMethod
                ? "the method awaits, but this annotation is %s: Weft weaves only methods marked with"
                    + " its own annotation. Import dev.weft.annotations.Async."
                : "methods of the class await, but this annotation is %s: Weft weaves only methods"
                    + " that are marked themselves, with its own annotation. Import"
                    + " dev.weft.annotations.Async, and mark each of them.")
            .formatted(type(annotation)));
  }
}
