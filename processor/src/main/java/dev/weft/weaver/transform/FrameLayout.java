package dev.weft.weaver.transform;

import dev.weft.weaver.analysis.VerificationTypes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The fields of a state-machine class. A value is in the same field at all awaits that keep it, so
 * that they can share code; values that are never kept together share a field, so that a frame is
 * hardly larger than its largest await.
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

  /** A field, and which of the lists of values that are kept together have a value in it. */
  private record Shared(Field field, BitSet users) {}

  private final Map<Value, Field> fieldOf = new LinkedHashMap<>();
  private final List<Field> fields = new ArrayList<>();

  /**
   * @param together lists of values that are kept together; the parameters first
   */
  FrameLayout(List<List<? extends Value>> together) {
    Map<Value, BitSet> usersOf = new LinkedHashMap<>();
    for (int user = 0; user < together.size(); user++) {
      for (Value value : together.get(user)) {
        if (!VerificationTypes.isNull(value.type())) {
          usersOf.computeIfAbsent(value, v -> new BitSet()).set(user);
        }
      }
    }
    Map<String, List<Shared>> shared = new LinkedHashMap<>();
    usersOf.forEach(
        (value, users) -> {
          String descriptor = VerificationTypes.descriptor(value.type());
          List<Shared> same = shared.computeIfAbsent(descriptor, d -> new ArrayList<>());
          fieldOf.put(value, fieldFor(users, descriptor, same));
        });
  }

  /** The first field that is free wherever the value is kept. */
  private Field fieldFor(BitSet users, String descriptor, List<Shared> same) {
    for (Shared candidate : same) {
      if (!candidate.users.intersects(users)) {
        candidate.users.or(users);
        return candidate.field;
      }
    }
    Field field = new Field("v" + fields.size(), descriptor);
    fields.add(field);
    same.add(new Shared(field, users));
    return field;
  }

  /** The field of a value that needs one; a null constant needs none. */
  public Field fieldOf(Value value) {
    return fieldOf.get(value);
  }

  /** All fields, in a fixed order. */
  public List<Field> fields() {
    return List.copyOf(fields);
  }
}
