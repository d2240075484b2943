package dev.weft.processor.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.processor.AsyncProcessor;
import dev.weft.processor.Javac;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles one source and pins what is said about it.
 *
 * <p>The members of a class {@code T} are given; its imports and head take two lines, so that
 * members begin in line 3.
 */
abstract class CheckTest {

  @TempDir Path directory;

  /** What the compiler says of a class with these members, without the file name. */
  List<String> findings(String... members) {
    return compile(members).compile().findings().stream()
        .map(finding -> finding.replaceFirst("^T\\.java:", ""))
        .toList();
  }

  Javac compile(String... members) {
    String[] lines = new String[members.length + 3];
    lines[0] =
        "import dev.weft.*; import dev.weft.annotations.Async; import java.io.*; import java.util.*;"
            + " import java.util.concurrent.*; import java.util.concurrent.locks.*;"
            + " import java.util.function.*; import java.util.zip.*;";
    lines[1] = "abstract class T {";
    System.arraycopy(members, 0, lines, 2, members.length);
    lines[lines.length - 1] = "}";
    return Javac.in(directory)
        .processors(new AsyncProcessor())
        .options("-Xlint:all,-processing")
        .output("out")
        .source("T.java", lines);
  }

  void assertNoFindings(String... members) {
    assertEquals(List.of(), findings(members));
  }
}
