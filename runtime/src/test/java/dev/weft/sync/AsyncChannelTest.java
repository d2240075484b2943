package dev.weft.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Task;
import dev.weft.TaskGroup;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AsyncChannelTest {

  @Async
  private static Coroutine<Void> sendAll(Sender<Integer> sender, int from, int to) {
    try (sender) {
      for (int i = from; i < to; i++) {
        Await.of(sender.send(i));
      }
    }
    return Coroutine.done();
  }

  @Async
  private static Coroutine<Void> receiveAll(Receiver<Integer> receiver, List<Integer> into) {
    Await.of(
        receiver.forEach(
            item -> {
              into.add(item);
              return Weft.sleep(Duration.ofMillis(item % 3));
            }));
    return Coroutine.done();
  }

  @Test
  void everyItem_goesToOneReceiverAndTheChannelEnds() {
    List<Integer> received = new ArrayList<>();
    VirtualTime.run(
        () -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(2);
          Await.of(
              TaskGroup.runVoid(
                  g -> {
                    for (int i = 0; i < 3; i++) {
                      Sender<Integer> sender = channel.sender().copy();
                      int from = 10 * i;
                      g.createTask(() -> sendAll(sender, from, from + 10));
                      Receiver<Integer> receiver = channel.receiver().copy();
                      g.createTask(() -> receiveAll(receiver, received));
                    }
                    channel.sender().close();
                    channel.receiver().close();
                    return Coroutine.done();
                  }));
          return Coroutine.done();
        });
    Collections.sort(received);
    assertEquals(IntStream.range(0, 30).boxed().toList(), received);
  }

  @Test
  void send_waitsForRoom() {
    VirtualTime.run(
        () -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(1);
          Await.of(channel.sender().send(1));
          Task<Void> second = Weft.createTask(channel.sender().send(2));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          assertFalse(second.isDone());
          assertEquals(1, Await.of(channel.receiver().receive()));
          Await.of(second);
          return Coroutine.done();
        });
  }

  @Test
  void whenAllSendersAreClosed_receiversGetTheRestAndThenTheEnd() {
    VirtualTime.run(
        () -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(2);
          Sender<Integer> copy = channel.sender().copy();
          Await.of(channel.sender().send(1));
          channel.sender().close();
          channel.sender().close();
          Await.of(copy.send(2));
          copy.close();
          assertEquals(1, Await.of(channel.receiver().receive()));
          assertEquals(2, Await.of(channel.receiver().receive()));
          Task<Integer> end = Weft.createTask(channel.receiver().receive());
          Await.of(Weft.settle(end));
          assertThrows(ChannelClosedException.class, end::result);
          return Coroutine.done();
        });
  }

  @Test
  void whenAllReceiversAreClosed_sendersFail() {
    VirtualTime.run(
        () -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(1);
          Await.of(channel.sender().send(1));
          Task<Void> waiting = Weft.createTask(channel.sender().send(2));
          Await.of(Weft.sleep(Duration.ofSeconds(1)));
          channel.receiver().close();
          Await.of(Weft.settle(waiting));
          assertThrows(ChannelClosedException.class, waiting::result);
          Task<Void> late = Weft.createTask(channel.sender().send(3));
          Await.of(Weft.settle(late));
          assertThrows(ChannelClosedException.class, late::result);
          return Coroutine.done();
        });
  }

  @Test
  void closedEnd_cannotBeUsed() {
    VirtualTime.run(
        () -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(1);
          Sender<Integer> sender = channel.sender().copy();
          sender.close();
          assertThrows(ChannelClosedException.class, sender::copy);
          Task<Void> send = Weft.createTask(sender.send(1));
          Await.of(Weft.settle(send));
          assertThrows(ChannelClosedException.class, send::result);
          return Coroutine.done();
        });
  }

  @Test
  void failingBody_closesItsReceiver() {
    VirtualTime.run(
        () -> {
          AsyncChannel<Integer> channel = AsyncChannel.open(1);
          Await.of(channel.sender().send(1));
          Task<Void> reading =
              Weft.createTask(
                  channel
                      .receiver()
                      .forEach(
                          item -> {
                            throw new IllegalStateException();
                          }));
          Await.of(Weft.settle(reading));
          Task<Void> send = Weft.createTask(channel.sender().send(2));
          Await.of(Weft.settle(send));
          assertTrue(reading.exception() instanceof IllegalStateException);
          assertThrows(ChannelClosedException.class, send::result);
          return Coroutine.done();
        });
  }

  @Test
  void channelWithoutRoom_isRefused() {
    assertThrows(IllegalArgumentException.class, () -> AsyncChannel.open(0));
  }
}
