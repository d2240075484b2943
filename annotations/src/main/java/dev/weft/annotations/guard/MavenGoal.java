package dev.weft.annotations.guard;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/**
 * Finds out whether Maven weaves the classes after javac, with {@code weft-maven-plugin}.
 *
 * <p>Maven tells javac nothing of the goals to come, so the guard reads for itself: the {@code
 * pom.xml} of the source and those in the folders above, where parents are. A parent that is
 * elsewhere is not found; then {@code -Xplugin:"WeftGuard off"} says it.
 */
final class MavenGoal {

  private MavenGoal() {}

  static boolean weaves(JavaFileObject source) {
    if (!"file".equals(source.toUri().getScheme())) {
      return false;
    }
    return Stream.iterate(Path.of(source.toUri()).getParent(), p -> p != null, Path::getParent)
        .anyMatch(folder -> isWeaving(folder.resolve("pom.xml")));
  }

  private static boolean isWeaving(Path pom) {
    try {
      // Any encoding will do: what is looked for is ASCII.
      String text = Files.exists(pom) ? Files.readString(pom, StandardCharsets.ISO_8859_1) : "";
      return text.contains("weft-maven-plugin") && text.contains("<goal>weave</goal>");
    } catch (IOException unreadable) {
      return false;
    }
  }
}
