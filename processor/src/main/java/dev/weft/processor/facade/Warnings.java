package dev.weft.processor.facade;

import com.palantir.javapoet.AnnotationSpec;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;

/**
 * What javac is not to warn of in the generated code: what the author of the target has suppressed
 * or deprecated there, the front repeats.
 */
final class Warnings {

  private final List<AnnotationSpec> annotations = new ArrayList<>();
  private final Set<String> suppressed = new LinkedHashSet<>();

  private Warnings() {}

  static Warnings of(Element declaration) {
    var warnings = new Warnings();
    warnings.addDeprecation(declaration.getAnnotation(Deprecated.class));
    for (Element e = declaration; e != null; e = e.getEnclosingElement()) {
      warnings.addSuppression(e.getAnnotation(SuppressWarnings.class));
    }
    return warnings;
  }

  private void addDeprecation(Deprecated deprecated) {
    if (deprecated != null) {
      annotations.add(AnnotationSpec.get(deprecated));
      suppress(deprecated.forRemoval() ? "removal" : "deprecation");
    }
  }

  private void addSuppression(SuppressWarnings warnings) {
    if (warnings != null) {
      suppress(warnings.value());
    }
  }

  void suppress(String... kinds) {
    suppressed.addAll(List.of(kinds));
  }

  /** The annotations for the declaration in the front. */
  List<AnnotationSpec> annotations() {
    List<AnnotationSpec> all = new ArrayList<>(annotations);
    if (!suppressed.isEmpty()) {
      AnnotationSpec.Builder annotation = AnnotationSpec.builder(SuppressWarnings.class);
      suppressed.forEach(kind -> annotation.addMember("value", "$S", kind));
      all.add(annotation.build());
    }
    return all;
  }
}
