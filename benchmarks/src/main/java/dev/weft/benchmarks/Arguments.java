package dev.weft.benchmarks;

import java.util.regex.Pattern;

/**
 * What was said on the command line.
 *
 * @param quick whether less of everything is enough
 * @param only what is found in the names of the work that is wanted
 * @param contenders what is found in the names of the contenders that take part
 */
public record Arguments(boolean quick, Pattern only, Pattern contenders) {

  /** Reads {@code --quick}, {@code --only=REGEX} and {@code --contenders=REGEX}. */
  public static Arguments parse(Iterable<String> args) {
    boolean quick = false;
    Pattern only = Pattern.compile("");
    Pattern contenders = only;
    for (String arg : args) {
      if (arg.equals("--quick")) {
        quick = true;
      } else if (arg.startsWith("--only=")) {
        only = Pattern.compile(arg.substring(7));
      } else if (arg.startsWith("--contenders=")) {
        contenders = Pattern.compile(arg.substring(13));
      } else {
        throw new IllegalArgumentException(
            arg + ": known are --quick, --only=REGEX and --contenders=REGEX");
      }
    }
    return new Arguments(quick, only, contenders);
  }

  /** Whether a row of this name is wanted. */
  public boolean isWanted(String row) {
    return only.matcher(row).find();
  }

  /** Whether {@code contender} takes part. */
  public boolean takesPart(Enum<?> contender) {
    return contenders.matcher(contender.name()).find();
  }
}
