package dev.weft.weaver.traps;

import dev.weft.weaver.harness.Completion;
import dev.weft.weaver.harness.Kind;
import dev.weft.weaver.harness.Soak;
import dev.weft.weaver.harness.SourceFile;
import dev.weft.weaver.harness.Toolchain;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A trap: the class {@code T}, whose static async method {@code m} must deliver a value.
 *
 * <p>The file opens with comment lines: a title, then {@code key: value} headers:
 *
 * <ul>
 *   <li>{@code expect}: the outcome; of two calls, separated by {@code ##}, when they differ; the
 *       blocking oracle's when the header is missing
 *   <li>{@code oracle: none}: the blocking program does something else
 *   <li>{@code refused}: the tag of the weaver's refusal
 *   <li>{@code release}: the first version of Java that compiles it; 17 when missing
 *   <li>{@code kinds}, {@code completions}: those it is about; all when missing
 *   <li>{@code slow}: what takes long; only the default toolchain compiles it, unless soaking
 *   <li>{@code except}: compilers that cannot compile it (to valid class files)
 * </ul>
 *
 * <p>{@code // repeat n: text}, or the same as a block comment, stands for n times the text, {@code
 * #} being 1 to n in it.
 */
record Trap(String id, Map<String, String> headers, String text) {

  private static final Pattern HEADER = Pattern.compile("// (\\w+): (.*)");
  private static final Pattern REPEAT =
      Pattern.compile("/[/*] repeat (\\d+): (.*?)( \\*/|$)", Pattern.MULTILINE);

  private static final String PRELUDE =
      String.join(
          " ",
          "import dev.weft.Await; import dev.weft.Coroutine; import dev.weft.annotations.Async;",
          "import java.io.*; import java.lang.annotation.*; import java.lang.invoke.*;",
          "import java.lang.ref.WeakReference; import java.lang.reflect.*;",
          "import java.util.*; import java.util.concurrent.*; import java.util.function.*;",
          "import static dev.weft.weaver.program.Futures.*;",
          "import static dev.weft.weaver.program.Garbage.*;",
          "import static dev.weft.weaver.program.Journal.*;",
          "import static dev.weft.weaver.program.Opaque.*;");

  static List<Trap> all() {
    try (Stream<Path> files = Files.list(Path.of(Trap.class.getResource("/traps").toURI()))) {
      return files.sorted().map(Trap::read).collect(Collectors.toList());
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Trap read(Path file) {
    try {
      String text = Files.readString(file);
      Map<String, String> headers = new HashMap<>();
      text.lines()
          .takeWhile(line -> line.startsWith("//"))
          .flatMap(line -> HEADER.matcher(line).results())
          .forEach(header -> headers.put(header.group(1), header.group(2)));
      return new Trap(file.getFileName().toString().replace(".java", ""), headers, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  SourceFile source(Kind kind) {
    return SourceFile.of(
        mainClass(kind),
        "package " + packageName(kind) + "; " + PRELUDE + " " + kind.specialise(expanded()));
  }

  private String expanded() {
    return REPEAT.matcher(text).replaceAll(Trap::repeat);
  }

  private static String repeat(MatchResult repeat) {
    return IntStream.rangeClosed(1, Integer.parseInt(repeat.group(1)))
        .mapToObj(i -> repeat.group(2).replace("#", Integer.toString(i)))
        .collect(Collectors.joining(" "));
  }

  String packageName(Kind kind) {
    return "traps." + id.toLowerCase(Locale.ROOT).replace('-', '_') + "." + kind;
  }

  String mainClass(Kind kind) {
    return packageName(kind) + ".T";
  }

  /** The outcomes that two calls in a row must have, where they are given. */
  Optional<List<String>> expected() {
    return Optional.ofNullable(headers.get("expect"))
        .map(outcome -> outcome.contains(" ## ") ? outcome : outcome + " ## " + outcome)
        .map(outcomes -> List.of(outcomes.split(" ## ")));
  }

  boolean hasOracle() {
    return refusal().isEmpty() && !headers.containsKey("oracle");
  }

  Optional<String> refusal() {
    return Optional.ofNullable(headers.get("refused"));
  }

  /** The kinds of method to make of it with a toolchain; none if that cannot compile it. */
  Set<Kind> kinds(Toolchain toolchain) {
    if (!compilesWith(toolchain) || isSkipped(toolchain)) {
      return EnumSet.noneOf(Kind.class);
    }
    Set<Kind> listed = listed("kinds", Kind::valueOf);
    Set<Kind> kinds = EnumSet.copyOf(listed.isEmpty() ? EnumSet.allOf(Kind.class) : listed);
    if (!Soak.ENABLED && toolchain != Toolchain.DEFAULT) {
      kinds.remove(Kind.FUTURE);
    }
    return kinds;
  }

  private boolean compilesWith(Toolchain toolchain) {
    return toolchain.release() >= Integer.parseInt(headers.getOrDefault("release", "17"))
        && !listed("except", name -> name).contains(toolchain.name());
  }

  private boolean isSkipped(Toolchain toolchain) {
    return isSlow() && toolchain != Toolchain.DEFAULT && !Soak.ENABLED;
  }

  boolean isSlow() {
    return headers.containsKey("slow");
  }

  Set<Completion> completions(Kind kind) {
    Set<Completion> listed = listed("completions", Completion::valueOf);
    Set<Completion> possible = kind.completions();
    if (!listed.isEmpty()) {
      possible.retainAll(listed);
    }
    return possible;
  }

  private <T> Set<T> listed(String header, Function<String, T> parse) {
    return Stream.of(headers.getOrDefault(header, "").split(", *"))
        .filter(name -> !name.isEmpty())
        .map(parse)
        .collect(Collectors.toSet());
  }

  @Override
  public String toString() {
    return id;
  }
}
