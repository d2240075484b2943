import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compiles 200 classes with 600 async methods among 2,000, with Weft and with an empty processor.
 *
 * <p>Each time in a new JVM, as a build does.
 */
public class BuildCost {

  private static final Path FOLDER = Path.of("target", "cost");

  private static final String ASYNC =
      """
        @Async
        public Coroutine<Integer> async%d(List<String> names, int n) {
          int sum = 0;
          for (String name : names) {
            try {
              sum += Await.of(next(name.length() + n));
            } catch (IllegalStateException e) {
              sum--;
            }
          }
          return Coroutine.of(sum);
        }
      """;

  private static final String PLAIN =
      """
        public int plain%d(int x, String text) {
          int result = 0;
          List<String> parts = new ArrayList<>(Arrays.asList(text.split(",")));
          for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i).trim();
            switch (part.charAt(0)) {
              case 'a' -> result += x;
              case 'b' -> result -= x * 2;
              default -> result ^= part.hashCode();
            }
            map.computeIfAbsent(part, key -> new ArrayList<>()).add(result);
          }
          return map.values().stream().mapToInt(List::size).sum() + result;
        }
      """;

  public static void main(String[] jars) throws IOException {
    List<Path> sources = writeSources();
    Path classes = Path.of("target", "classes").toAbsolutePath();
    String classPath = jars[1] + File.pathSeparator + jars[2];
    long empty = javac(sources, classPath, classes.toString(), "EmptyProcessor");
    long weft = javac(sources, classPath, jars[0], "dev.weft.processor.AsyncProcessor");
    System.out.printf(
        "CPU of javac, 200 classes: %d ms with an empty processor, %d ms with Weft: %.2f times%n",
        empty, weft, (double) weft / empty);
  }

  private static long javac(
      List<Path> sources, String classPath, String processorPath, String processor)
      throws IOException {
    Path output = FOLDER.resolve(processor);
    Files.createDirectories(output);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", "target/classes", "MeasuredJavac", "-cp", classPath));
    command.addAll(List.of("-processorpath", processorPath, "-processor", processor));
    command.addAll(List.of("-d", output.toString()));
    sources.forEach(source -> command.add(source.toString()));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    try (var reader = process.inputReader()) {
      long milliseconds = Long.parseLong(reader.readLine());
      if (milliseconds < 0) {
        throw new IllegalStateException(processor + ": the sources do not compile");
      }
      return milliseconds;
    }
  }

  private static List<Path> writeSources() throws IOException {
    Path folder = Files.createDirectories(FOLDER.resolve("src/app"));
    List<Path> sources = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      sources.add(Files.writeString(folder.resolve("C" + i + ".java"), source("C" + i)));
    }
    return sources;
  }

  private static String source(String name) {
    var source = new StringBuilder();
    source.append("package app;\n\nimport dev.weft.*;\nimport dev.weft.annotations.Async;\n");
    source.append("import java.util.*;\n\npublic class ").append(name).append(" {\n");
    source.append("  private final Map<String, List<Integer>> map = new HashMap<>();\n");
    source.append("  static Coroutine<Integer> next(int i) { return Coroutine.of(i); }\n");
    for (int i = 0; i < 3; i++) {
      source.append(ASYNC.formatted(i));
    }
    for (int i = 0; i < 7; i++) {
      source.append(PLAIN.formatted(i));
    }
    return source.append("}\n").toString();
  }
}
