package dev.weft.net;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ByteQueueTest {

  /** Against the simplest thing that does the same. */
  @Test
  void anyOrderOfCalls_givesWhatAStringWould() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      ByteQueue queue = new ByteQueue();
      StringBuilder expected = new StringBuilder();
      for (int step = 0; step < 100; step++) {
        int size = random.nextInt(random.nextBoolean() ? 10 : 3000);
        switch (random.nextInt(4)) {
          case 0, 1 -> {
            String text = text(random, size);
            queue.add(ByteBuffer.wrap(text.getBytes(ISO_8859_1)));
            expected.append(text);
          }
          case 2 -> {
            int count = Math.min(size, queue.size());
            assertEquals(expected.substring(0, count), new String(queue.take(count), ISO_8859_1));
            expected.delete(0, count);
          }
          default -> {
            ByteBuffer target = ByteBuffer.allocate(size);
            int count = queue.take(target);
            assertEquals(
                expected.substring(0, count), new String(target.array(), 0, count, ISO_8859_1));
            expected.delete(0, count);
          }
        }
        assertEquals(expected.length(), queue.size());
        assertEquals(expected.length() == 0, queue.isEmpty());
        int from = random.nextInt(queue.size() + 1);
        String wanted = text(random, 2);
        int index = queue.indexOf(wanted.getBytes(ISO_8859_1), from);
        assertEquals(expected.indexOf(wanted, from), index);
        if (index >= 0) {
          assertTrue(queue.startsWith(wanted.getBytes(ISO_8859_1), index));
        }
      }
    }
  }

  private static String text(Random random, int size) {
    StringBuilder text = new StringBuilder(size);
    random.ints(size, 97, 101).forEach(c -> text.append((char) c));
    return text.toString();
  }
}
