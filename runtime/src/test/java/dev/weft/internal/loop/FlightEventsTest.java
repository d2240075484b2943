package dev.weft.internal.loop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.Await;
import dev.weft.Coroutine;
import dev.weft.Runner;
import dev.weft.VirtualTime;
import dev.weft.Weft;
import dev.weft.annotations.Async;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class FlightEventsTest {

  @TempDir Path directory;

  @Async
  private static Coroutine<String> work(VirtualTime time) {
    Await.of(Weft.sleep(Duration.ofMillis(1)));
    time.advance(Duration.ofSeconds(2)); // holds up the timers
    return Coroutine.of("x");
  }

  private List<RecordedEvent> record(Recording recording) throws IOException {
    recording.start();
    VirtualTime time = new VirtualTime();
    try (Runner runner = new Runner(time::newLoop)) {
      runner.run(
          () -> {
            Weft.createTask(work(time), "worker");
            Weft.createTask(Weft.sleep(Duration.ofHours(1)), "sleeper");
            Await.of(Weft.sleep(Duration.ofSeconds(1)));
            return Coroutine.done();
          });
    }
    recording.stop();
    Path file = directory.resolve("recording.jfr");
    recording.dump(file);
    assertTrue(Files.size(file) > 0);
    return RecordingFile.readAllEvents(file);
  }

  private static List<String> values(List<RecordedEvent> events, String type, String field) {
    return events.stream()
        .filter(event -> event.getEventType().getName().equals("dev.weft." + type))
        .map(event -> String.valueOf((Object) event.getValue(field)))
        .toList();
  }

  @Test
  void tasksAndSteps_areRecordedWhenAskedFor() throws IOException {
    try (Recording recording = new Recording()) {
      recording.enable("dev.weft.TaskStart");
      recording.enable("dev.weft.TaskEnd");
      recording.enable("dev.weft.TaskStep");
      recording.enable("dev.weft.SlowStep").withoutThreshold();
      List<RecordedEvent> events = record(recording);
      assertTrue(values(events, "TaskStart", "task").containsAll(List.of("Task-1", "Task-2")));
      assertEquals(2, values(events, "TaskStep", "task").stream().filter("worker"::equals).count());
      assertTrue(values(events, "TaskEnd", "task").contains("worker"));
      assertTrue(values(events, "TaskEnd", "outcome").contains("succeeded"));
      assertTrue(values(events, "TaskEnd", "outcome").contains("cancelled"));
      assertTrue(
          values(events, "SlowStep", "what").stream().anyMatch(what -> what.contains("worker")));
    }
  }

  @Test
  void byDefault_onlyTheLoopsTroublesAreRecorded() throws IOException {
    try (Recording recording = new Recording()) {
      List<RecordedEvent> events = record(recording);
      assertEquals(List.of(), values(events, "TaskStart", "task"));
      assertEquals(List.of(), values(events, "TaskStep", "task"));
      assertEquals(List.of(), values(events, "SlowStep", "what"), "none took that long");
      assertEquals(List.of("1001000000"), values(events, "LoopLag", "lag"));
    }
  }
}
