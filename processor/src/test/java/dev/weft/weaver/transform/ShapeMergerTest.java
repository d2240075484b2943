package dev.weft.weaver.transform;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.objectweb.asm.Opcodes.INTEGER;
import static org.objectweb.asm.Opcodes.LONG;
import static org.objectweb.asm.Opcodes.NOP;
import static org.objectweb.asm.Opcodes.TOP;

import dev.weft.weaver.analysis.TypeState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.objectweb.asm.tree.InsnNode;

class ShapeMergerTest {

  private static final List<Object> FIVE_INTS = Collections.nCopies(5, INTEGER);

  private static Suspension await(List<Object> types, List<Object> stack, Integer... liveSlots) {
    List<Local> live = new ArrayList<>();
    for (int slot : liveSlots) {
      live.add(new Local(slot, types.get(slot)));
    }
    return new Suspension(
        new InsnNode(NOP),
        1,
        Optional.empty(),
        new TypeState(types, stack),
        live,
        new Shape(stack, live),
        List.of(),
        0);
  }

  private static Suspension await(List<Object> types, Integer... liveSlots) {
    return await(types, List.of(), liveSlots);
  }

  /** The slots that each await keeps when these share what they can. */
  private static List<List<Integer>> kept(Suspension... awaits) {
    return ShapeMerger.merge(List.of(awaits)).stream()
        .map(await -> await.shape().locals().stream().map(Local::slot).toList())
        .toList();
  }

  @Test
  void equalShapes_stayAsTheyAre() {
    assertEquals(
        List.of(List.of(0, 1), List.of(0, 1)),
        kept(await(FIVE_INTS, 0, 1), await(FIVE_INTS, 0, 1)));
  }

  @Test
  void oneDeadPrimitiveAmongFourLiveValues_isKept() {
    assertEquals(
        List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3, 4)),
        kept(await(FIVE_INTS, 0, 1, 2, 3, 4), await(FIVE_INTS, 0, 1, 2, 3)));
  }

  @Test
  void earlierAwait_keepsWhatALaterOneAdds() {
    assertEquals(
        List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3, 4)),
        kept(await(FIVE_INTS, 1, 2, 3, 4), await(FIVE_INTS, 0, 1, 2, 3, 4)));
  }

  @Test
  void oneDeadPrimitiveAmongThreeLiveValues_isNotKept() {
    assertEquals(
        List.of(List.of(0, 1, 2, 3), List.of(0, 1, 2)),
        kept(await(FIVE_INTS, 0, 1, 2, 3), await(FIVE_INTS, 0, 1, 2)));
  }

  @ParameterizedTest
  @CsvSource({"8, true", "9, false"})
  void fewDeadPrimitives_areKept_howeverManyAreAlive(int dead, boolean kept) {
    List<Object> ints = Collections.nCopies(100, INTEGER);
    Integer[] all = IntStream.range(0, 100).boxed().toArray(Integer[]::new);
    Integer[] fewer = Arrays.copyOf(all, 100 - dead);

    assertEquals(
        List.of(List.of(all), kept ? List.of(all) : List.of(fewer)),
        kept(await(ints, all), await(ints, fewer)));
  }

  /** The slots that each await zeroes when these share what they can. */
  private static List<List<Integer>> zeroed(Suspension... awaits) {
    return ShapeMerger.merge(List.of(awaits)).stream()
        .map(await -> await.dead().stream().map(Local::slot).toList())
        .toList();
  }

  @Test
  void deadPrimitiveOfTheSameType_isSavedAsItIs() {
    assertEquals(
        List.of(List.of(), List.of()),
        zeroed(await(FIVE_INTS, 0, 1, 2, 3, 4), await(FIVE_INTS, 0, 1, 2, 3)));
  }

  @Test
  void deadReference_isZeroed() {
    List<Object> types = List.of(INTEGER, INTEGER, INTEGER, INTEGER, "A");

    assertEquals(
        List.of(List.of(), List.of(4)),
        zeroed(await(types, 0, 1, 2, 3, 4), await(types, 0, 1, 2, 3)));
  }

  @Test
  void slotWithoutAValue_isZeroed() {
    List<Object> unset = List.of(INTEGER, INTEGER, INTEGER, INTEGER, TOP);

    assertEquals(
        List.of(List.of(), List.of(4)),
        zeroed(await(FIVE_INTS, 0, 1, 2, 3, 4), await(unset, 0, 1, 2, 3)));
  }

  /** Handlers' frames and debuggers ask for what is in the slot, alive or not. */
  @Test
  void slotOfAnotherType_isNotTaken() {
    List<Object> other = List.of(INTEGER, INTEGER, INTEGER, INTEGER, "A");

    assertEquals(
        List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3)),
        kept(await(FIVE_INTS, 0, 1, 2, 3, 4), await(other, 0, 1, 2, 3)));
  }

  @Test
  void slotOfAnotherTypeAtAnEarlierAwait_isNotTaken() {
    List<Object> other = List.of(INTEGER, INTEGER, INTEGER, INTEGER, "A");

    assertEquals(
        List.of(List.of(0, 1, 2, 3), List.of(0, 1, 2, 3, 4)),
        kept(await(other, 0, 1, 2, 3), await(FIVE_INTS, 0, 1, 2, 3, 4)));
  }

  @Test
  void slotThatAWideVariableWouldCover_isNotTaken() {
    List<Object> longAtFour = List.of(INTEGER, INTEGER, INTEGER, INTEGER, LONG, TOP);
    List<Object> deadIntAtFive = List.of(INTEGER, INTEGER, INTEGER, INTEGER, TOP, INTEGER);

    assertEquals(
        List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3)),
        kept(await(longAtFour, 0, 1, 2, 3, 4), await(deadIntAtFive, 0, 1, 2, 3)));
  }

  @Test
  void secondHalfOfAWideVariable_isNotTaken() {
    List<Object> intAtFive = List.of(INTEGER, INTEGER, INTEGER, INTEGER, TOP, INTEGER);
    List<Object> deadLongAtFour = List.of(INTEGER, INTEGER, INTEGER, INTEGER, LONG, TOP);

    assertEquals(
        List.of(List.of(0, 1, 2, 3, 5), List.of(0, 1, 2, 3)),
        kept(await(intAtFive, 0, 1, 2, 3, 5), await(deadLongAtFour, 0, 1, 2, 3)));
  }

  @Test
  void slotOfAReferenceToAnotherClass_isZeroed() {
    List<Object> types = List.of(INTEGER, INTEGER, INTEGER, INTEGER, "A");
    List<Object> other = List.of(INTEGER, INTEGER, INTEGER, INTEGER, "B");

    assertEquals(
        List.of(List.of(), List.of(4)),
        zeroed(await(types, 0, 1, 2, 3, 4), await(other, 0, 1, 2, 3)));
  }

  @Test
  void variablesThatOverlap_areNotKeptTogether() {
    List<Object> longAtFour = List.of(INTEGER, INTEGER, INTEGER, INTEGER, LONG, TOP);
    List<Object> intAtFive = List.of(INTEGER, INTEGER, INTEGER, INTEGER, TOP, INTEGER);

    assertEquals(
        List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3, 5)),
        kept(await(longAtFour, 0, 1, 2, 3, 4), await(intAtFive, 0, 1, 2, 3, 5)));
  }

  @Test
  void awaitsWithDifferentStacks_doNotShare() {
    assertEquals(
        List.of(List.of(0, 1, 2, 3, 4), List.of(0, 1, 2, 3)),
        kept(
            await(FIVE_INTS, List.of("A"), 0, 1, 2, 3, 4),
            await(FIVE_INTS, List.of(), 0, 1, 2, 3)));
  }
}
