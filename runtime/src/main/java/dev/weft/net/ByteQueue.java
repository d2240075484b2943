package dev.weft.net;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes that have come and were not read: one array, filled at its end and read at its start. */
final class ByteQueue {

  private static final byte[] NONE = {};

  /** An array of this size or less is kept when it is empty; larger ones would add up. */
  private static final int KEPT = 1024;

  private byte[] bytes = NONE;
  private int start;
  private int end;

  int size() {
    return end - start;
  }

  boolean isEmpty() {
    return start == end;
  }

  void add(ByteBuffer data) {
    int count = data.remaining();
    makeRoom(count);
    data.get(bytes, end, count);
    end += count;
  }

  private void makeRoom(int count) {
    if (count <= bytes.length - end) {
      return;
    }
    int size = size();
    int needed = Math.addExact(size, count);
    // Moving is worth it only if at least as much was read: else each small addition could move all
    byte[] target = needed <= bytes.length && start >= size ? bytes : new byte[capacity(needed)];
    System.arraycopy(bytes, start, target, 0, size);
    bytes = target;
    start = 0;
    end = size;
  }

  private int capacity(int needed) {
    int doubled = (int) Math.min(Integer.MAX_VALUE - 8L, 2L * size());
    return Math.max(needed, doubled);
  }

  byte[] take(int count) {
    if (count == bytes.length && start == 0) { // all that has come at once: no need to copy it
      byte[] all = bytes;
      bytes = NONE;
      end = 0;
      return all;
    }
    byte[] taken = Arrays.copyOfRange(bytes, start, start + count);
    skip(count);
    return taken;
  }

  /** Moves as much as there is and fits. */
  int take(ByteBuffer target) {
    int count = Math.min(size(), target.remaining());
    target.put(bytes, start, count);
    skip(count);
    return count;
  }

  void skip(int count) {
    start += count;
    if (start == end) {
      start = 0;
      end = 0;
      if (bytes.length > KEPT) {
        bytes = NONE;
      }
    }
  }

  /** Where {@code wanted} is first, from {@code from} on; -1 if it is not there. */
  int indexOf(byte[] wanted, int from) {
    byte first = wanted[0];
    int last = end - wanted.length;
    for (int i = start + from; i <= last; i++) {
      if (bytes[i] == first && isAt(i, wanted)) {
        return i - start;
      }
    }
    return -1;
  }

  /** Whether {@code wanted} is at {@code position}. */
  boolean startsWith(byte[] wanted, int position) {
    return position + wanted.length <= size() && isAt(start + position, wanted);
  }

  private boolean isAt(int index, byte[] wanted) {
    return Arrays.equals(bytes, index, index + wanted.length, wanted, 0, wanted.length);
  }
}
