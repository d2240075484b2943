package dev.weft.torture.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * How the tests of one run ended.
 *
 * @param byId status and exception type by unique test id
 * @param messages the messages of the failures, which may differ from run to run
 * @param suspensions how many suspensions the run executed
 */
public record TestResults(
    Map<String, String> byId, Map<String, String> messages, long suspensions) {

  static final String SUSPENSIONS = "suspensions=";

  /** Reads what a {@link TestRun} has written; without the last line it did not get to its end. */
  public static TestResults read(Path file) throws IOException {
    Map<String, String> byId = new TreeMap<>();
    Map<String, String> messages = new TreeMap<>();
    long suspensions = -1;
    for (String line : Files.readAllLines(file)) {
      String[] fields = line.split("\t", 3);
      if (line.startsWith(SUSPENSIONS)) {
        suspensions = Long.parseLong(line.substring(SUSPENSIONS.length()));
      } else {
        byId.put(fields[0], fields[1]);
        messages.put(fields[0], fields.length > 2 ? fields[2] : "");
      }
    }
    if (suspensions < 0) {
      throw new IOException("the test run ended early, after " + byId.size() + " tests: " + file);
    }
    return new TestResults(byId, messages, suspensions);
  }

  /** The ids of the tests that ended otherwise in the other run, or are in one run only. */
  public List<String> differences(TestResults other) {
    TreeSet<String> all = new TreeSet<>(byId.keySet());
    all.addAll(other.byId.keySet());
    List<String> different = new ArrayList<>();
    for (String id : all) {
      if (!statusOf(id).equals(other.statusOf(id))) {
        different.add(id);
      }
    }
    return different;
  }

  public String statusOf(String id) {
    return byId.getOrDefault(id, "ABSENT");
  }

  /** How many tests passed. */
  public long passed() {
    return byId.values().stream().filter("SUCCESSFUL"::equals).count();
  }
}
