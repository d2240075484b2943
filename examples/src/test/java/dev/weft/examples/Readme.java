package dev.weft.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The project's README, taken apart. */
record Readme(String text) {

  /** The root of the repository, seen from this module. */
  static final Path ROOT = Path.of("..");

  static Readme read() throws IOException {
    return new Readme(Files.readString(ROOT.resolve("README.md")));
  }

  /** The code blocks of a language; {@code ""} for those that name none. */
  List<String> blocks(String language) {
    return Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL)
        .matcher(text)
        .results()
        .filter(block -> block.group(1).equals(language))
        .map(block -> block.group(2))
        .toList();
  }

  /** The twenty-line example. */
  String greeter() {
    return blocks("java").get(0);
  }
}
