package dev.weft.torture.weave;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The contents of a jar.
 *
 * @param classes by internal name, without those of other Java versions
 * @param resources all else, by entry name; no signatures
 */
public record Jar(SortedMap<String, byte[]> classes, SortedMap<String, byte[]> resources) {

  private static final String CLASS = ".class";

  public static Jar read(Path file) throws IOException {
    SortedMap<String, byte[]> classes = new TreeMap<>();
    SortedMap<String, byte[]> resources = new TreeMap<>();
    try (JarFile jar = new JarFile(file.toFile(), false)) {
      for (ZipEntry entry : jar.stream().filter(e -> !e.isDirectory()).toList()) {
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        String name = entry.getName();
        if (isClass(name, bytes)) {
          classes.put(withoutSuffix(name), bytes);
        } else if (!isSignature(name)) {
          resources.put(name, bytes);
        }
      }
    }
    return new Jar(classes, resources);
  }

  /** Class files that lie elsewhere than their names say, no class loader takes for classes. */
  private static boolean isClass(String entry, byte[] bytes) {
    return entry.endsWith(CLASS)
        && !entry.startsWith("META-INF/")
        && !entry.endsWith("module-info.class")
        && new ClassReader(bytes).getClassName().equals(withoutSuffix(entry));
  }

  private static String withoutSuffix(String entry) {
    return entry.substring(0, entry.length() - CLASS.length());
  }

  private static boolean isSignature(String entry) {
    return entry.toUpperCase(Locale.ROOT).matches("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");
  }

  /** The classes nest by nest. */
  public List<Map<String, byte[]>> nests() {
    Map<String, Map<String, byte[]>> nests =
        classes.entrySet().stream()
            .collect(
                Collectors.groupingBy(
                    e -> nestHost(e.getKey(), e.getValue()),
                    TreeMap::new,
                    Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    return List.copyOf(nests.values());
  }

  private static String nestHost(String name, byte[] classFile) {
    String[] host = {name};
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public void visitNestHost(String nestHost) {
            host[0] = nestHost;
          }
        };
    new ClassReader(classFile).accept(visitor, ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    return host[0];
  }

  public void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (Map.Entry<String, byte[]> resource : resources.entrySet()) {
        write(zip, resource.getKey(), resource.getValue());
      }
      for (Map.Entry<String, byte[]> classFile : classes.entrySet()) {
        write(zip, classFile.getKey() + CLASS, classFile.getValue());
      }
    }
  }

  private static void write(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
