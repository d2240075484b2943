package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import java.util.List;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/** Annotations that speak of null, of whichever library: the name says it. */
final class NullnessAnnotations {

  private static final Set<String> ON_TYPES =
      Set.of("CheckForNull", "NonNull", "Nonnull", "NotNull", "Nullable", "NullnessUnspecified");

  private static final Set<String> ON_CODE =
      Set.of("NonNullByDefault", "NullMarked", "NullUnmarked", "ParametersAreNonnullByDefault");

  private NullnessAnnotations() {}

  /** Those that say whether one value may be null. */
  static List<AnnotationSpec> of(AnnotatedConstruct typeOrVariable) {
    return select(typeOrVariable, ON_TYPES);
  }

  /** Those that say what the others mean in all the code below. */
  static List<AnnotationSpec> ofCode(Element declaration) {
    return select(declaration, ON_CODE);
  }

  private static List<AnnotationSpec> select(AnnotatedConstruct construct, Set<String> names) {
    return construct.getAnnotationMirrors().stream()
        .filter(mirror -> names.contains(simpleName(mirror)))
        .map(AnnotationSpec::get)
        .toList();
  }

  private static String simpleName(AnnotationMirror mirror) {
    return mirror.getAnnotationType().asElement().getSimpleName().toString();
  }
}
