package dev.weft.agent;

import dev.weft.driver.ClassHeader;
import dev.weft.weaver.ClassWeaver;
import dev.weft.weaver.WeaveException;
import dev.weft.weaver.WeaveOptions;
import dev.weft.weaver.WovenNest;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.ClassFileTransformer;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;

/** Weaves a class while it is being loaded. */
final class LoadTimeWeaver implements ClassFileTransformer {

  /*
   * Overview.
   *
   * The weaver takes nests, the JVM loads classes. So with each class the rest of its nest is
   * fetched as resources from its class loader, the nest is woven, and the one class is returned;
   * when the next class of the nest comes, this happens again, with the same result. Keeping the
   * first result would be wrong: each class must be woven from the bytes that it is loaded from,
   * which another agent may have changed, and never from the resource alone.
   *
   * The state machines of the class are defined at once, in its loader and protection domain, since
   * the loader could not find them later. That loads their superclass, which is the runtime's, and
   * nothing of the user's.
   *
   * The JVM drops exceptions of a transformer and loads the class as it was. So they are printed, and
   * the first await in the class will fail as in every class that was not woven.
   */

  private final List<String> prefixes;
  private final WeaveOptions options;
  private final ClassDefiner definer;
  private final Map<ClassLoader, Set<String>> defined =
      Collections.synchronizedMap(new WeakHashMap<>()); // state machines, by internal name

  /**
   * @param prefixes what the names of the classes to weave start with
   */
  LoadTimeWeaver(List<String> prefixes, WeaveOptions options, ClassDefiner definer) {
    this.prefixes = prefixes.stream().map(prefix -> prefix.strip().replace('.', '/')).toList();
    this.options = options;
    this.definer = definer;
  }

  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String name,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] bytes) {
    if (redefined != null || isOfJdk(loader) || name == null || !isChosen(name)) {
      return null;
    }
    try {
      return weave(loader, name, domain, bytes);
    } catch (WeaveException e) {
      e.problems().forEach(problem -> complain(name, problem.describe()));
    } catch (Throwable e) {
      complain(name, e.toString());
    }
    return null;
  }

  private static boolean isOfJdk(ClassLoader loader) {
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private boolean isChosen(String name) {
    return prefixes.stream().anyMatch(name::startsWith);
  }

  private byte[] weave(ClassLoader loader, String name, ProtectionDomain domain, byte[] bytes)
      throws WeaveException, IOException, ReflectiveOperationException {
    ClassHeader header = ClassHeader.read(bytes).orElse(null);
    if (header == null || header.isStateMachine()) {
      return null;
    }
    Map<String, byte[]> nest = nest(loader, header, bytes);
    if (nest.values().stream().noneMatch(ClassHeader::mentionsWeft)) {
      return null;
    }
    WovenNest woven = ClassWeaver.weave(nest, options);
    for (var stateMachine : woven.owners().entrySet()) {
      if (stateMachine.getValue().equals(name)) {
        define(loader, stateMachine.getKey(), woven.classes().get(stateMachine.getKey()), domain);
      }
    }
    return woven.classes().get(name);
  }

  /** The nest of a class, itself as it is being loaded. */
  private static Map<String, byte[]> nest(ClassLoader loader, ClassHeader header, byte[] bytes)
      throws IOException {
    Map<String, byte[]> nest = new HashMap<>();
    ClassHeader host = header;
    if (!header.nestHost().equals(header.name())) {
      byte[] hostBytes = read(loader, header.nestHost());
      host = hostBytes == null ? header : ClassHeader.read(hostBytes).orElse(header);
      put(nest, header.nestHost(), hostBytes);
    }
    for (String member : host.nestMembers()) {
      put(nest, member, read(loader, member));
    }
    nest.put(header.name(), bytes);
    return nest;
  }

  private static void put(Map<String, byte[]> nest, String name, byte[] bytes) {
    if (bytes != null) {
      nest.put(name, bytes);
    }
  }

  private static byte[] read(ClassLoader loader, String name) throws IOException {
    try (InputStream in = loader.getResourceAsStream(name + ".class")) {
      return in == null ? null : in.readAllBytes();
    }
  }

  /** A loader whose first attempt at the class failed asks again; the state machine stays. */
  private void define(ClassLoader loader, String name, byte[] bytes, ProtectionDomain domain)
      throws ReflectiveOperationException {
    Set<String> names =
        defined.computeIfAbsent(loader, l -> Collections.synchronizedSet(new HashSet<>()));
    if (names.add(name)) {
      definer.define(loader, name, bytes, domain);
    }
  }

  private static void complain(String name, String problem) {
    System.err.println(
        "weft: " + name.replace('/', '.') + " could not be woven while it was loaded: " + problem);
  }
}
