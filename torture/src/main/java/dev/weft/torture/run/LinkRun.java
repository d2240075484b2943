package dev.weft.torture.run;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Links classes in this JVM, which verifies them, and writes what was wrong with each.
 *
 * <p>Arguments: the file for the results, a file with the names of the classes.
 */
public final class LinkRun {

  private LinkRun() {}

  public static void main(String[] args) throws Exception {
    List<String> names = Files.readAllLines(Path.of(args[1]));
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(Path.of(args[0])), false, "UTF-8")) {
      for (String name : names) {
        out.println(name + "\t" + link(name));
      }
    }
  }

  /** Listing the methods of a class links it and does not initialise it. */
  private static String link(String name) {
    try {
      Class.forName(name, false, LinkRun.class.getClassLoader()).getDeclaredMethods();
      return "";
    } catch (ClassNotFoundException | LinkageError e) {
      return e.toString().lines().findFirst().orElse("");
    }
  }
}
