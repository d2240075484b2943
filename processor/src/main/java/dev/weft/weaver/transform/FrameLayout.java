package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a state-machine class. The n-th value of a descriptor, at any await, goes to the
 * n-th field of that descriptor, so that a frame is as large as its largest await.
 *
 * <p>References share a field only when their types are identical: a cast on the way back could
 * name a class that the user's class may not access.
 */
public final class FrameLayout {

  /** One field of a state-machine class. */
  public record Field(String name, String descriptor) {
    public boolean isReference() {
      return descriptor.length() > 1;
    }
  }

  private final Map<String, List<Field>> pools = new LinkedHashMap<>();
  private int count;

  FrameLayout() {}

  /** The fields for values of these types, in their order. */
  public List<Field> fieldsFor(List<Object> types) {
    Map<String, Integer> used = new HashMap<>();
    List<Field> fields = new ArrayList<>(types.size());
    for (Object type : types) {
      String descriptor = VerificationTypes.descriptor(type);
      int index = used.merge(descriptor, 1, Integer::sum) - 1;
      fields.add(field(descriptor, index));
    }
    return fields;
  }

  private Field field(String descriptor, int index) {
    List<Field> pool = pools.computeIfAbsent(descriptor, d -> new ArrayList<>());
    if (index == pool.size()) {
      pool.add(new Field("v" + count++, descriptor));
    }
    return pool.get(index);
  }

  /** All fields, in a fixed order. */
  public List<Field> fields() {
    return pools.values().stream().flatMap(List::stream).toList();
  }
}
