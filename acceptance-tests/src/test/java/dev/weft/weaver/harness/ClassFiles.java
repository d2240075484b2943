package dev.weft.weaver.harness;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/** Immutable class files by internal name. */
public final class ClassFiles implements Serializable {

  private static final long serialVersionUID = 1L;

  private final TreeMap<String, byte[]> byName;

  public ClassFiles(Map<String, byte[]> byName) {
    this.byName = new TreeMap<>(byName);
  }

  public SortedMap<String, byte[]> byName() {
    return Collections.unmodifiableSortedMap(byName);
  }

  public Collection<byte[]> bytes() {
    return byName.values();
  }

  /** The classes of one package, without those of its subpackages. */
  public ClassFiles inPackage(String internalName) {
    SortedMap<String, byte[]> found = new TreeMap<>(byName);
    found.keySet().removeIf(name -> !packageOf(name).equals(internalName));
    return new ClassFiles(found);
  }

  private static String packageOf(String className) {
    int slash = className.lastIndexOf('/');
    return slash < 0 ? "" : className.substring(0, slash);
  }

  /** The same classes, changed and added to. */
  public ClassFiles with(Map<String, byte[]> changed) {
    SortedMap<String, byte[]> merged = new TreeMap<>(byName);
    merged.putAll(changed);
    return new ClassFiles(merged);
  }

  /** The classes nest by nest. */
  public List<Map<String, byte[]>> nests() {
    Map<String, Map<String, byte[]>> byHost = new TreeMap<>();
    byName.forEach(
        (name, bytes) ->
            byHost.computeIfAbsent(nestHost(name, bytes), h -> new TreeMap<>()).put(name, bytes));
    return new ArrayList<>(byHost.values());
  }

  private static String nestHost(String name, byte[] classFile) {
    String[] host = {name};
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public void visitNestHost(String nestHost) {
                host[0] = nestHost;
              }
            },
            ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    return host[0];
  }

  /** The highest major version among the classes. */
  public int majorVersion() {
    return bytes().stream().mapToInt(b -> (b[6] & 0xFF) << 8 | b[7] & 0xFF).max().orElse(0);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ClassFiles that
        && byName.keySet().equals(that.byName.keySet())
        && byName.entrySet().stream()
            .allMatch(e -> Arrays.equals(e.getValue(), that.byName.get(e.getKey())));
  }

  @Override
  public int hashCode() {
    return byName.keySet().hashCode();
  }

  @Override
  public String toString() {
    return byName.entrySet().stream()
        .map(e -> e.getKey() + " (" + e.getValue().length + " bytes)")
        .collect(Collectors.joining(", "));
  }
}
