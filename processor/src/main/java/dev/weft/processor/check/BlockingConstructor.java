package dev.weft.processor.check;

import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;

/** Constructors that make their thread wait: those that open a file, or connect. */
final class BlockingConstructor {

  /** Classes that take the name of a file, too, as a string. */
  private static final Set<String> OF_NAMED_FILES =
      Set.of(
          "java.io.FileInputStream",
          "java.io.FileOutputStream",
          "java.io.FileReader",
          "java.io.FileWriter",
          "java.io.PrintStream",
          "java.io.PrintWriter",
          "java.io.RandomAccessFile",
          "java.util.Formatter",
          "java.util.zip.ZipFile");

  private static final String OF_FILES = "java.util.Scanner";

  private BlockingConstructor() {}

  /** What to do instead, if the constructor waits. */
  static Optional<String> findRemedy(AsyncModel model, ExecutableElement constructor) {
    Element type = constructor.getEnclosingElement();
    if (constructor.getParameters().size() > 1 && model.isSubtype(type, "java.net.Socket")) {
      return Optional.of(BlockingMethod.CONNECT);
    }
    return opensFile(model, type, constructor)
        ? Optional.of(BlockingMethod.OTHER_THREAD)
        : Optional.empty();
  }

  private static boolean opensFile(AsyncModel model, Element type, ExecutableElement constructor) {
    if (constructor.getParameters().isEmpty()) {
      return false;
    }
    return switch (constructor.getParameters().get(0).asType().toString()) {
      case "java.lang.String" -> isOfAny(model, type, OF_NAMED_FILES);
      case "java.io.File", "java.nio.file.Path" ->
          isOfAny(model, type, OF_NAMED_FILES) || model.isSubtype(type, OF_FILES);
      default -> false;
    };
  }

  private static boolean isOfAny(AsyncModel model, Element type, Set<String> names) {
    return names.stream().anyMatch(name -> model.isSubtype(type, name));
  }
}
