package dev.weft.promises;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lists under {@code resources/asyncio}, and the mentions in all tests of the project. */
record Promises(
    Map<String, String> titles,
    Map<String, String> excuses,
    Map<String, String> open,
    List<Mention> mentions) {

  private static final Path LISTS = Path.of("src/test/resources/asyncio");

  /** Reads everything; {@code root} is the project's folder. */
  static Promises read(Path root) {
    return new Promises(
        list("promises.txt"), list("excused.txt"), list("open.txt"), mentions(root));
  }

  /** The lines {@code id | text} of a list. */
  private static Map<String, String> list(String name) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (String line : readString(LISTS.resolve(name)).lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split(" \\| ", 2);
      String text = parts.length == 2 ? parts[1].strip() : "";
      if (entries.put(parts[0].strip(), text) != null) {
        throw new IllegalArgumentException(name + " lists " + parts[0] + " twice");
      }
    }
    return entries;
  }

  /** Takes from {@code open.txt} what is covered now. */
  Promises withoutCoveredOnesOpen() {
    Path file = LISTS.resolve("open.txt");
    List<String> left =
        readString(file).lines().filter(line -> tests(line.strip()).isEmpty()).toList();
    try {
      Files.write(file, left);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Promises(titles, excuses, list("open.txt"), mentions);
  }

  private static List<Mention> mentions(Path root) {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Promises::isTestSource)
          .sorted()
          .flatMap(file -> MentionScanner.scan(relative(root, file), readString(file)).stream())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isTestSource(Path file) {
    String path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/test/java/") && !path.contains("/target/");
  }

  private static String relative(Path root, Path file) {
    return root.relativize(file).toString().replace('\\', '/');
  }

  private static String readString(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The tests that cover a promise. */
  List<String> tests(String promise) {
    return mentions.stream()
        .filter(mention -> mention.promise().equals(promise) && !mention.test().isEmpty())
        .map(Mention::test)
        .distinct()
        .toList();
  }

  /** What is to be said of a promise: its tests, its excuse, or that it is open. */
  String state(String promise) {
    List<String> tests = tests(promise);
    if (!tests.isEmpty()) {
      return String.join(", ", tests);
    }
    if (excuses.containsKey(promise)) {
      return "not in Java: " + excuses.get(promise);
    }
    return open.containsKey(promise) ? "open" : "MISSING";
  }
}
