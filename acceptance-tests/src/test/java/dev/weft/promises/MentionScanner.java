package dev.weft.promises;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the promises that the Javadoc of tests names, in the words that CONTRIBUTING.md gives. */
final class MentionScanner {

  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern MENTION =
      Pattern.compile(
          "\\b(?:([Rr]ows?) (?=[A-Z]\\d)|[Aa]syncio (cases?|semantics) (?=\\d))"
              + "([A-Z]?\\d+(?:(?:, and |, | and | to )[A-Z]?\\d+)*)");
  private static final Pattern TEST = Pattern.compile("@(?:\\w*Test|TestFactory|TestTemplate)\\b");
  private static final Pattern METHOD = Pattern.compile("[\\w>]\\s+(\\w+)\\s*\\(");
  private static final Pattern CLASS = Pattern.compile("\\b(?:class|interface|record|enum) (\\w+)");

  private MentionScanner() {}

  /** The mentions in one source file. */
  static List<Mention> scan(String file, String source) {
    String topLevel = file.replaceAll(".*/|\\.java$", "");
    List<Mention> mentions = new ArrayList<>();
    Matcher javadoc = JAVADOC.matcher(source);
    while (javadoc.find()) {
      List<String> promises = promises(javadoc.group(1));
      if (!promises.isEmpty()) {
        String test = test(topLevel, source, javadoc.end());
        promises.forEach(promise -> mentions.add(new Mention(promise, file, test)));
      }
    }
    return mentions;
  }

  /** What a comment names. */
  static List<String> promises(String comment) {
    List<String> found = new ArrayList<>();
    Matcher mention = MENTION.matcher(comment.replaceAll("\\s*\\n\\s*\\*?\\s*", " "));
    while (mention.find()) {
      String kind = mention.group(1) != null ? "" : mention.group(2).replaceAll("cases?", "case");
      addAll(found, kind, mention.group(3));
    }
    return found;
  }

  private static void addAll(List<String> found, String kind, String ids) {
    for (String part : ids.split(", and |, | and ")) {
      String[] range = part.split(" to ");
      String letter = range[0].replaceAll("\\d", "");
      int last = number(range[range.length - 1]);
      for (int number = number(range[0]); number <= last; number++) {
        found.add((kind + " " + letter + number).trim());
      }
    }
  }

  private static int number(String id) {
    return Integer.parseInt(id.replaceAll("\\D", ""));
  }

  /** The test whose Javadoc ends at {@code end}. */
  private static String test(String topLevel, String source, int end) {
    String declaration = source.substring(end).split("[{;]\\s*\\n", 2)[0];
    Matcher type = CLASS.matcher(declaration);
    if (type.find()) {
      return TEST.matcher(source).find() ? type.group(1) : "";
    }
    Matcher method = METHOD.matcher(declaration);
    boolean isTest = TEST.matcher(declaration).find() && method.find();
    return isTest ? topLevel + "." + method.group(1) : "";
  }
}
