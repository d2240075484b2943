package dev.weft.driver;

import dev.weft.weaver.WeaveProblem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What weaving a directory or jar gave.
 *
 * @param classes the binary names of the classes that changed, without those that were generated
 * @param warnings what the user should know, although all was woven
 */
public record WeaveResult(List<String> classes, List<WeaveProblem> warnings) {

  public WeaveResult {
    classes = List.copyOf(classes);
    warnings = List.copyOf(warnings);
  }

  /** With what was found in a jar within the jar. */
  WeaveResult plus(Path innerJar, WeaveResult found) {
    List<String> all = new ArrayList<>(classes);
    found.classes().forEach(name -> all.add(name + " in " + innerJar));
    return new WeaveResult(all, warnings);
  }
}
