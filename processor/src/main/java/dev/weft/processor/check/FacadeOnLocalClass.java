package dev.weft.processor.check;

import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Set;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;

/** {@code @Facade} on a local class, which the rounds of annotation processing never show. */
final class FacadeOnLocalClass implements Check {

  private static final String FACADE = "dev.weft.annotations.Facade";

  private final AsyncModel model;
  private final Diagnostics diagnostics;

  FacadeOnLocalClass(AsyncModel model, Diagnostics diagnostics) {
    this.model = model;
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.CLASS, Tree.Kind.INTERFACE, Tree.Kind.ENUM, Tree.Kind.RECORD);
  }

  @Override
  public void check(TreePath path) {
    if (model.element(path) instanceof TypeElement type
        && type.getNestingKind() == NestingKind.LOCAL
        && AsyncModel.isAnnotated(type, FACADE)) {
      diagnostics.error(
          DiagnosticId.FACADE_UNREACHABLE,
          path,
          "@Facade on %s, a local class, which no other class can name: the front could not call"
                  .formatted(type.getSimpleName())
              + " it. Move it out of the method.");
    }
  }
}
