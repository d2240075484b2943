package dev.weft.process;

import java.util.regex.Pattern;

/** The system's shell. */
public final class Shell {

  private static final Pattern HARMLESS = Pattern.compile("[\\w@%+=:,./-]+");

  private Shell() {}

  /**
   * A builder of a process in which the shell runs {@code command}: {@code /bin/sh -c}, or {@code
   * cmd.exe /c} on Windows.
   *
   * @param command in the shell's language; quote what comes from elsewhere
   */
  public static ProcessBuilder command(String command) {
    boolean windows = System.getProperty("os.name").startsWith("Windows");
    return windows
        ? new ProcessBuilder("cmd.exe", "/c", command)
        : new ProcessBuilder("/bin/sh", "-c", command);
  }

  /**
   * Quotes {@code word} so that a POSIX shell takes it for one word, literally. Python's {@code
   * shlex.quote}. Not for Windows.
   */
  public static String quote(String word) {
    return HARMLESS.matcher(word).matches() ? word : "'" + word.replace("'", "'\"'\"'") + "'";
  }
}
