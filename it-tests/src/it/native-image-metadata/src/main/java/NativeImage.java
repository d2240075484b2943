import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at what the runtime's jar tells GraalVM's native-image, and where that is installed makes an
 * image of {@link Greeter} and runs it.
 */
public class NativeImage {

  private static final String FOLDER = "META-INF/native-image/dev.weft/weft-runtime/";
  private static final String FILE = "reflect-config.json";
  private static final Pattern CLASS = Pattern.compile("\"((?:\\w+\\.)+[A-Z]\\w*)\"");

  public static void main(String[] jars) throws Exception {
    try (var runtime = new JarFile(jars[0])) {
      requireClasses(read(runtime, FOLDER + FILE));
    }
    System.out.println("The jar has its " + FILE);

    Optional<Path> nativeImage = find();
    if (nativeImage.isPresent()) {
      String classPath =
          String.join(File.pathSeparator, jars[0], jars[1], Path.of("target/classes").toString());
      Path image = Path.of("target/greeter").toAbsolutePath();
      run(nativeImage.get(), "--no-fallback", "-cp", classPath, "-o", image, "Greeter");
      run(image);
    } else {
      System.out.println("native-image is not installed");
    }
  }

  private static String read(JarFile jar, String name) throws IOException {
    try (var in = jar.getInputStream(jar.getEntry(name))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Fails if the file names none, or one that does not exist. */
  private static void requireClasses(String json) throws ClassNotFoundException {
    List<String> names = CLASS.matcher(json).results().map(found -> found.group(1)).toList();
    if (names.isEmpty()) {
      throw new IllegalStateException(FILE + " names no class");
    }
    for (String name : names) {
      Class.forName(name, false, NativeImage.class.getClassLoader());
    }
  }

  private static Optional<Path> find() {
    String graal = System.getenv("GRAALVM_HOME");
    Stream<Path> ofGraal = graal == null ? Stream.of() : Stream.of(Path.of(graal, "bin"));
    Stream<Path> ofPath =
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(folder -> Path.of(folder));
    return Stream.concat(ofGraal, ofPath)
        .map(folder -> folder.resolve("native-image"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static void run(Object... command) throws IOException, InterruptedException {
    List<String> words = Stream.of(command).map(Object::toString).toList();
    int exitCode = new ProcessBuilder(words).inheritIO().start().waitFor();
    if (exitCode != 0) {
      throw new IllegalStateException(words + " ended with " + exitCode);
    }
  }
}
