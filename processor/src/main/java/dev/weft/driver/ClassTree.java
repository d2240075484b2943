package dev.weft.driver;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The class files below a directory, by nest.
 *
 * <p>The directory may hold several roots of packages, as a web application's does: the root of a
 * class file is what is left of its path without the name of its class.
 */
final class ClassTree {

  /*
   * Overview.
   *
   * The unit is what one top-level class was compiled to, as it is for javac. It is found by
   * following each class to the one around it: class files of every version and compiler name it,
   * while nest hosts are missing before Java 11 and from Kotlin.
   *
   * Most class files of most trees have nothing to do with Weft. What has, names a class below
   * dev.weft in its constant pool, so a search for these bytes decides; but only with the header of
   * all others is known which nest it belongs to.
   */

  private final Map<Path, Map<String, Entry>> roots = new LinkedHashMap<>(); // by internal name
  private final List<NestFiles> nests = new ArrayList<>();

  private record Entry(Path file, ClassHeader header, boolean mentionsWeft) {}

  private ClassTree() {}

  static ClassTree read(Path directory) throws IOException {
    ClassTree tree = new ClassTree();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : (Iterable<Path>) files.sorted()::iterator) {
        if (file.toString().endsWith(".class") && Files.isRegularFile(file)) {
          tree.add(file);
        }
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    tree.roots.forEach(tree::groupByNest);
    return tree;
  }

  /** The nests that may have something to weave. */
  List<NestFiles> nests() {
    return nests;
  }

  private void add(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    boolean mentionsWeft = ClassHeader.mentionsWeft(bytes);
    try {
      Optional<ClassHeader> header = ClassHeader.read(bytes);
      if (header.isPresent()) {
        add(file, header.get(), mentionsWeft);
      } else if (mentionsWeft) {
        addUnreadable(file);
      }
    } catch (RuntimeException damaged) {
      if (mentionsWeft) {
        addUnreadable(file);
      }
    }
  }

  private void add(Path file, ClassHeader header, boolean mentionsWeft) {
    Path relative = file.getFileSystem().getPath(header.name() + ".class");
    if (file.endsWith(relative)) { // elsewhere it is a resource that no class loader would take
      Path root = file;
      for (int i = 0; i < relative.getNameCount(); i++) {
        root = root.getParent();
      }
      roots
          .computeIfAbsent(root, r -> new TreeMap<>())
          .put(header.name(), new Entry(file, header, mentionsWeft));
    }
  }

  /** The weaver shall say what is wrong with it. */
  private void addUnreadable(Path file) {
    nests.add(new NestFiles(file.getParent(), Map.of(file.toString(), file), List.of()));
  }

  private void groupByNest(Path root, Map<String, Entry> entries) {
    Map<String, List<Entry>> groups = new TreeMap<>();
    for (Entry entry : entries.values()) {
      groups.computeIfAbsent(outermost(entry, entries), o -> new ArrayList<>()).add(entry);
    }
    for (List<Entry> group : groups.values()) {
      if (group.stream().anyMatch(Entry::mentionsWeft)) {
        nests.add(nest(root, group, entries));
      }
    }
  }

  private static String outermost(Entry entry, Map<String, Entry> entries) {
    String name = entry.header().name();
    String encloser = entry.header().encloser();
    for (int depth = 0; !encloser.equals(name) && depth < entries.size(); depth++) {
      name = encloser;
      Entry next = entries.get(name);
      encloser = next == null ? name : next.header().encloser();
    }
    return name;
  }

  private static NestFiles nest(Path root, List<Entry> group, Map<String, Entry> entries) {
    Map<String, Path> classes = new TreeMap<>();
    List<Path> stale = new ArrayList<>();
    for (Entry entry : group) {
      if (isStale(entry.header(), entries)) {
        stale.add(entry.file());
      } else {
        classes.put(entry.header().name(), entry.file());
      }
    }
    return new NestFiles(root, classes, stale);
  }

  /** A host that was compiled anew does not list the state machines of its earlier version. */
  private static boolean isStale(ClassHeader header, Map<String, Entry> entries) {
    if (!header.isStateMachine()) {
      return false;
    }
    Entry host = entries.get(header.nestHost());
    return host == null || !host.header().nestMembers().contains(header.name());
  }
}
