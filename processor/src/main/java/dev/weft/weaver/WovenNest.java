package dev.weft.weaver;

import java.util.List;
import java.util.Map;

/**
 * What weaving a nest gave.
 *
 * @param classes the class files that changed or are new, by internal name; empty when there was
 *     nothing to weave
 * @param owners the class of each new state machine, by internal names
 * @param warnings what the user should know, although the nest was woven
 */
public record WovenNest(
    Map<String, byte[]> classes, Map<String, String> owners, List<WeaveProblem> warnings) {}
