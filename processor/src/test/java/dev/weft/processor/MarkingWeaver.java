package dev.weft.processor;

import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WeaveProblem;
import dev.weft.weaver.WovenNest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Opcodes;

/** Marks every class of a nest with a field and adds one class, so that tests see what came by. */
final class MarkingWeaver implements NestWeaver {

  private static final String MARK = "$woven";

  final List<List<String>> nests = new ArrayList<>();
  List<WeaveProblem> warnings = List.of();

  @Override
  public WovenNest weave(Map<String, byte[]> nest, WeaveOptions options) {
    nests.add(List.copyOf(nest.keySet()));
    Map<String, byte[]> woven = new LinkedHashMap<>();
    nest.forEach((name, bytes) -> woven.put(name, mark(bytes)));
    String added = nests.get(nests.size() - 1).get(nest.size() - 1) + "$m$Async";
    woven.put(added, frame(added));
    return new WovenNest(woven, Map.of(), warnings);
  }

  /** The classes, of all nests, without order. */
  Set<String> classes() {
    return nests.stream().flatMap(List::stream).collect(Collectors.toSet());
  }

  static boolean isMarked(Path classFile) throws IOException {
    return isMarked(Files.readAllBytes(classFile));
  }

  static boolean isMarked(byte[] classFile) {
    var found = new boolean[1];
    new ClassReader(classFile)
        .accept(
            new ClassVisitor(Opcodes.ASM9) {
              @Override
              public FieldVisitor visitField(
                  int access, String name, String descriptor, String signature, Object value) {
                found[0] |= name.equals(MARK);
                return null;
              }
            },
            0);
    return found[0];
  }

  private static byte[] mark(byte[] bytes) {
    var writer = new ClassWriter(0);
    new ClassReader(bytes).accept(writer, 0);
    writer
        .visitField(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, MARK, "I", null, 1)
        .visitEnd();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static byte[] frame(String name) {
    var writer = new ClassWriter(0);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_SUPER, name, null, "dev/weft/linkage/CoroutineFrame", null);
    writer.visitNestHost(name.substring(0, name.indexOf('$')));
    writer.visitEnd();
    return writer.toByteArray();
  }
}
