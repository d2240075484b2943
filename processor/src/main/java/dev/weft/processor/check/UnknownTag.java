package dev.weft.processor.check;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.AssignmentTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.NewArrayTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreePath;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code @SuppressWarnings("weft:Tag")} with a tag that Weft does not have. */
final class UnknownTag implements Check {

  private static final String PREFIX = "weft:";

  private static final Set<String> TAGS =
      Stream.concat(
              Arrays.stream(DiagnosticId.values()).map(DiagnosticId::tag),
              Stream.of("AsyncMethodLarge")) // the weaver's only warning
          .collect(Collectors.toUnmodifiableSet());

  private final Diagnostics diagnostics;

  UnknownTag(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  @Override
  public Set<Tree.Kind> kinds() {
    return Set.of(Tree.Kind.ANNOTATION);
  }

  @Override
  public void check(TreePath path) {
    AnnotationTree annotation = (AnnotationTree) path.getLeaf();
    String name = annotation.getAnnotationType().toString();
    if (name.equals("SuppressWarnings") || name.equals("java.lang.SuppressWarnings")) {
      annotation.getArguments().stream()
          .map(argument -> ((AssignmentTree) argument).getExpression())
          .flatMap(value -> elements(value).stream())
          .forEach(value -> checkValue(new TreePath(path, value), value));
    }
  }

  private static List<? extends ExpressionTree> elements(ExpressionTree value) {
    return value instanceof NewArrayTree array ? array.getInitializers() : List.of(value);
  }

  private void checkValue(TreePath path, ExpressionTree value) {
    if (value instanceof LiteralTree literal
        && literal.getValue() instanceof String text
        && text.startsWith(PREFIX)
        && !TAGS.contains(text.substring(PREFIX.length()))) {
      diagnostics.warning(
          DiagnosticId.UNKNOWN_TAG,
          path,
          "\""
              + text
              + "\" silences nothing: no warning of Weft's has this name. "
              + similar(text.substring(PREFIX.length()))
                  .map(tag -> "Write \"" + PREFIX + tag + "\".")
                  .orElse("Write the one that the warning begins with, or remove it."));
    }
  }

  private static Optional<String> similar(String unknown) {
    return TAGS.stream()
        .filter(tag -> commonStart(tag, unknown) * 2 > tag.length())
        .max(Comparator.comparingInt(tag -> commonStart(tag, unknown)));
  }

  private static int commonStart(String a, String b) {
    int length = 0;
    while (length < a.length()
        && length < b.length()
        && Character.toLowerCase(a.charAt(length)) == Character.toLowerCase(b.charAt(length))) {
      length++;
    }
    return length;
  }
}
