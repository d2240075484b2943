package dev.weft.torture;

import dev.weft.torture.rewrite.Eligibility;
import dev.weft.torture.run.TestResults;
import dev.weft.torture.weave.WovenClasses;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * What torturing a library gave.
 *
 * @param library its name
 * @param woven its classes
 * @param weaveNanos how long making them async and weaving them took
 * @param malformed what static checks found in the woven classes
 * @param runs what was seen on each JDK
 */
public record TortureReport(
    String library, WovenClasses woven, long weaveNanos, List<String> malformed, List<OnJdk> runs) {

  /**
   * What was seen on one JDK.
   *
   * @param jdk its home
   * @param verifyErrors the classes that link otherwise than before
   * @param absent classes that woven ones name and that nobody has: more of {@code --class-path}
   *     would have them
   * @param tests how the library's tests ended, if they ran
   */
  public record OnJdk(
      Path jdk, List<String> verifyErrors, Set<String> absent, Optional<Comparison> tests) {

    /** Whether the woven jar behaves as the untouched one. */
    public boolean isClean() {
      return verifyErrors.isEmpty() && tests.stream().allMatch(t -> t.differences.isEmpty());
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      text.append("  on ").append(jdk).append('\n');
      text.append("    verify errors: ").append(verifyErrors.size()).append('\n');
      verifyErrors.forEach(error -> text.append("      ").append(error).append('\n'));
      if (!absent.isEmpty()) {
        text.append("    absent from the class path: ").append(absent).append('\n');
      }
      tests.ifPresent(t -> text.append(t.text()));
      return text.toString();
    }
  }

  /**
   * The same tests on two jars.
   *
   * @param original the results on the untouched jar
   * @param woven the results on the woven jar
   * @param differences the tests that ended differently each time they ran
   */
  public record Comparison(TestResults original, TestResults woven, List<String> differences) {

    private String text() {
      StringBuilder text = new StringBuilder();
      text.append(
          String.format(
              Locale.ROOT,
              "    tests run: %,d (%,d passed on the untouched jar, %,d on the woven one)%n",
              woven.byId().size(),
              original.passed(),
              woven.passed()));
      text.append(
          String.format(Locale.ROOT, "    suspensions executed: %,d%n", woven.suspensions()));
      text.append(
          String.format(
              Locale.ROOT,
              "    differences: %d (and %d that were none when run again)%n",
              differences.size(),
              original.differences(woven).size() - differences.size()));
      differences.forEach(id -> text.append(difference(id)));
      return text.toString();
    }

    private String difference(String id) {
      return String.format(
          "      %s%n        untouched: %s %s%n        woven: %s %s%n",
          id,
          original.statusOf(id),
          original.messages().getOrDefault(id, ""),
          woven.statusOf(id),
          woven.messages().getOrDefault(id, ""));
    }
  }

  /** Whether nothing was found. */
  public boolean isClean() {
    return malformed.isEmpty() && runs.stream().allMatch(OnJdk::isClean);
  }

  /** Which part of the eligible methods was woven. */
  public double wovenShare() {
    return (double) woven.async().size() / woven.eligible();
  }

  /** All of it, for people. */
  public String text() {
    StringBuilder text = new StringBuilder(library).append('\n');
    text.append(
        String.format(
            Locale.ROOT,
            "  methods woven: %,d of %,d eligible (%.1f %%) in %,d ms%n",
            woven.async().size(),
            woven.eligible(),
            100 * wovenShare(),
            TimeUnit.NANOSECONDS.toMillis(weaveNanos)));
    reasons().forEach((why, n) -> text.append("    left out: ").append(n + " " + why + "\n"));
    text.append(
        String.format(
            Locale.ROOT,
            "  not eligible: %,d constructors and initialisers, %,d with monitors, %,d without"
                + " body%n",
            woven.count(Eligibility.CONSTRUCTOR_OR_INITIALISER),
            woven.count(Eligibility.MONITOR),
            woven.count(Eligibility.NO_BODY)));
    text.append(String.format(Locale.ROOT, "  suspension points: %,d%n", woven.suspensionPoints()));
    text.append(
        String.format(
            Locale.ROOT,
            "  too large for the JIT when woven: %,d methods%n",
            woven.warnings().size()));
    text.append("  malformed: ").append(malformed.size()).append('\n');
    malformed.forEach(m -> text.append("    ").append(m).append('\n'));
    runs.forEach(run -> text.append(run.text()));
    return text.toString();
  }

  private Map<String, Long> reasons() {
    return woven.leftOut().values().stream()
        .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
  }
}
