package dev.weft.examples.fileserver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.weft.examples.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of other languages, where they are installed. */
@Timeout(60)
@Tag("slow") // starts programs
class ClientsTest {

  @TempDir Path folder;
  private ServedFolder served;

  @BeforeEach
  void serve() throws Exception {
    Files.writeString(folder.resolve("a.txt"), "Alpha");
    Files.writeString(folder.resolve("ü ber.txt"), "Über");
    served = new ServedFolder(folder, Limits.STANDARD, Duration.ofSeconds(5));
  }

  @AfterEach
  void stop() throws Exception {
    served.stop();
    served.close();
    assertEquals(List.of(), served.reported());
  }

  private String url(String path) {
    return served.uri(path).toString();
  }

  @Test
  void curl_usesOneConnectionForAllFiles() throws Exception {
    assertEquals(
        "Alpha 200 1\nÜber 200 0\n",
        Tool.require("curl")
            .run(
                "-s",
                "-w",
                " %{http_code} %{num_connects}\\n",
                url("/a.txt"),
                url("/%C3%BC%20ber.txt")));
  }

  @Test
  void curl_goesOnWithAFileThatItHasInPart() throws Exception {
    Path part = Files.writeString(folder.resolveSibling(folder.getFileName() + ".part"), "Al");
    Tool.require("curl").run("-s", "-C", "-", "-o", part.toString(), url("/a.txt"));
    assertEquals("Alpha", Files.readString(part));
    Files.delete(part);
  }

  @Test
  void curl_sendsABodyThatIsNotWanted() throws Exception {
    Tool curl = Tool.require("curl");
    Path body = Files.write(folder.resolve("body"), new byte[3_000_000]);
    String[] bodies = {"abc", "@" + body};
    List<String> statuses = new ArrayList<>();
    for (String data : bodies) {
      for (String header : new String[] {"X: y", "Transfer-Encoding: chunked"}) {
        statuses.add(
            curl.run(
                "-s",
                "-w",
                "%{http_code}",
                "-o",
                folder.resolve("reply").toString(),
                "-H",
                header,
                "--data-binary",
                data,
                url("/a.txt")));
      }
    }
    assertEquals(List.of("405", "405", "413", "413"), statuses);
  }

  @Test
  void urllib_readsFilesAndErrors() throws Exception {
    String program =
        """
        import sys, urllib.request, urllib.error
        base = sys.argv[1]
        with urllib.request.urlopen(base + "a.txt") as reply:
            print(reply.status, reply.headers["Content-Type"], reply.read().decode())
        try:
            urllib.request.urlopen(base + "nowhere")
        except urllib.error.HTTPError as error:
            print(error.code, error.reason)
        """;
    assertEquals(
        "200 text/plain; charset=utf-8 Alpha\n404 Not Found\n",
        Tool.require("python3").run("-c", program, url("/")));
  }
}
