package dev.weft.processor.check;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TypeCastTree;
import com.sun.source.util.TreePath;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * Finds out where a stream's data come from: by its static type, or by the expression that made it,
 * back through what it wraps and the initial values of variables.
 */
final class StreamTrace {

  private static final Set<String> TYPES_IN_MEMORY =
      Set.of(
          "java.io.ByteArrayInputStream",
          "java.io.ByteArrayOutputStream",
          "java.io.CharArrayReader",
          "java.io.CharArrayWriter",
          "java.io.StringReader",
          "java.io.StringWriter");

  private static final Set<String> TYPES_OUTSIDE =
      Set.of(
          "java.io.File",
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.PipedInputStream",
          "java.io.PipedReader",
          "java.nio.file.Path");

  private static final Set<String> OWNERS_OUTSIDE =
      Set.of(
          "java.io.Console",
          "java.lang.Process",
          "java.net.Socket",
          "java.net.URL",
          "java.net.URLConnection",
          "java.nio.channels.Channels",
          "java.nio.file.Files");

  private static final int MAX_STEPS = 10; // variables of erroneous code can go in circles

  private final AsyncModel model;

  StreamTrace(AsyncModel model) {
    this.model = model;
  }

  /** Where the data of the stream that an expression gives come from or go to. */
  StreamSource sourceOf(TreePath expression) {
    TreePath path = expression;
    for (int step = 0; step < MAX_STEPS; step++) {
      Optional<StreamSource> known = findSource(path);
      Optional<TreePath> origin = known.isPresent() ? Optional.empty() : findOrigin(path);
      if (origin.isEmpty()) {
        return known.orElse(StreamSource.UNKNOWN);
      }
      path = origin.get();
    }
    return StreamSource.UNKNOWN;
  }

  private Optional<StreamSource> findSource(TreePath path) {
    Element type = model.classOf(path);
    if (isSubtypeOfAny(type, TYPES_OUTSIDE) || isStandardInput(path)) {
      return Optional.of(StreamSource.OUTSIDE);
    }
    if (isSubtypeOfAny(type, TYPES_IN_MEMORY) || isUsers(type)) {
      return Optional.of(StreamSource.MEMORY);
    }
    return path.getLeaf() instanceof MethodInvocationTree call
        ? findSourceOfResult(model.element(path, call.getMethodSelect()))
        : Optional.empty();
  }

  private Optional<StreamSource> findSourceOfResult(Element method) {
    if (method == null) {
      return Optional.empty();
    }
    if (isSubtypeOfAny(method.getEnclosingElement(), OWNERS_OUTSIDE)) {
      return Optional.of(StreamSource.OUTSIDE);
    }
    return switch (method.getSimpleName().toString()) {
      case "nullInputStream", "nullReader" -> Optional.of(StreamSource.MEMORY);
      default -> Optional.empty();
    };
  }

  private boolean isSubtypeOfAny(Element type, Set<String> names) {
    return names.stream().anyMatch(name -> model.isSubtype(type, name));
  }

  private static boolean isUsers(Element type) {
    return type instanceof TypeElement declared
        && !declared.getQualifiedName().toString().matches("javax?\\..*");
  }

  private boolean isStandardInput(TreePath path) {
    Element variable = model.element(path);
    return variable != null
        && variable.getSimpleName().contentEquals("in")
        && variable.getEnclosingElement() instanceof TypeElement owner
        && owner.getQualifiedName().contentEquals("java.lang.System");
  }

  /** The expression whose data these are. */
  private Optional<TreePath> findOrigin(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof ParenthesizedTree parenthesized) {
      return child(path, parenthesized.getExpression());
    }
    if (tree instanceof TypeCastTree cast) {
      return child(path, cast.getExpression());
    }
    if (tree instanceof NewClassTree creation) {
      return creation.getArguments().isEmpty()
          ? Optional.empty()
          : child(path, creation.getArguments().get(0));
    }
    return model.findInitializer(path);
  }

  private static Optional<TreePath> child(TreePath path, ExpressionTree tree) {
    return Optional.of(new TreePath(path, tree));
  }
}
