package dev.weft.annotations.guard;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import org.w3c.dom.Element;

/**
 * Finds out whether Maven weaves the classes after javac, with {@code weft-maven-plugin}.
 *
 * <p>Maven tells javac nothing of the goals to come, so the guard reads for itself: the {@code
 * pom.xml} of the source and its parents on disk. What stands in a profile or in a parent from a
 * repository is not found; then {@code -Xplugin:"WeftGuard off"} says it.
 */
final class MavenGoal {

  private static final String PLUGIN = "weft-maven-plugin";
  private static final String GOAL = "weave";
  private static final String NO_PHASE = "none"; // Maven's idiom for: never

  private MavenGoal() {}

  /** The {@code pom.xml} of the project that a source belongs to, if the project weaves. */
  static Optional<Path> find(JavaFileObject source) {
    if (!"file".equals(source.toUri().getScheme())) {
      return Optional.empty();
    }
    return Stream.iterate(Path.of(source.toUri()).getParent(), p -> p != null, Path::getParent)
        .map(folder -> folder.resolve(Pom.FILE_NAME))
        .filter(Files::isRegularFile)
        .findFirst()
        .flatMap(Pom::read)
        .filter(MavenGoal::isWeaving)
        .map(Pom::file);
  }

  /** What is managed counts only where somebody in the lineage uses the plugin. */
  private static boolean isWeaving(Pom project) {
    List<Pom> lineage = project.lineage();
    List<Element> used = lineage.stream().flatMap(pom -> pom.plugins(PLUGIN)).toList();
    Stream<Element> managed = lineage.stream().flatMap(pom -> pom.managedPlugins(PLUGIN));
    return !used.isEmpty() && runsGoal(Stream.concat(used.stream(), managed));
  }

  /** Executions of the same id are one; the first to give a phase decides it. */
  private static boolean runsGoal(Stream<Element> plugins) {
    Map<String, String> phases = new HashMap<>();
    Set<String> weaving = new HashSet<>();
    plugins
        .flatMap(plugin -> Pom.descendants(plugin, "executions", "execution"))
        .forEach(
            execution -> {
              String id = Pom.text(execution, "id").orElse("default");
              Pom.text(execution, "phase").ifPresent(phase -> phases.putIfAbsent(id, phase));
              if (Pom.descendants(execution, "goals", "goal").anyMatch(MavenGoal::isGoal)) {
                weaving.add(id);
              }
            });
    return weaving.stream().anyMatch(id -> !NO_PHASE.equals(phases.get(id)));
  }

  private static boolean isGoal(Element goal) {
    return GOAL.equals(Pom.text(goal));
  }
}
