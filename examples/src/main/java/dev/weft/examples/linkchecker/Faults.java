package dev.weft.examples.linkchecker;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Queue;

/**
 * The faults that a served folder asks for in its file {@value #FILE}: what goes wrong with the
 * first requests for a page.
 *
 * <pre>
 * flaky.html = unavailable unavailable
 * slow.html = stall
 * </pre>
 */
final class Faults {

  static final String FILE = "site-faults.properties";

  /** What happens to one request. */
  enum Fault {
    /** It is served as if there were no faults. */
    NONE,
    /** It is never answered. */
    STALL,
    /** It is answered with 503 Service Unavailable. */
    UNAVAILABLE
  }

  private final Map<String, Queue<Fault>> byPath; // server thread only

  private Faults(Map<String, Queue<Fault>> byPath) {
    this.byPath = byPath;
  }

  /** Reads the faults of a folder; there are none where it has no such file. */
  static Faults load(Path folder) throws IOException {
    Map<String, Queue<Fault>> faults = new HashMap<>();
    read(folder.resolve(FILE)).forEach((path, kinds) -> faults.put("/" + path, parse(kinds)));
    return new Faults(faults);
  }

  /** The fault for the next request for {@code path}, which starts with a slash. */
  Fault next(String path) {
    Queue<Fault> faults = byPath.get(path);
    return faults == null || faults.isEmpty() ? Fault.NONE : faults.remove();
  }

  private static Properties read(Path file) throws IOException {
    Properties properties = new Properties();
    if (Files.exists(file)) {
      try (Reader reader = Files.newBufferedReader(file)) {
        properties.load(reader);
      }
    }
    return properties;
  }

  private static Queue<Fault> parse(Object kinds) {
    Queue<Fault> faults = new ArrayDeque<>();
    for (String kind : kinds.toString().split("\\s+")) {
      faults.add(Fault.valueOf(kind.toUpperCase(Locale.ROOT)));
    }
    return faults;
  }
}
