package dev.weft;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.weft.net.Net;
import dev.weft.net.Sockets;
import dev.weft.process.Subprocess;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Row B6: each of asyncio's groups of loop methods has its place. */
class ApiGroupsTest {

  private record Group(String name, Class<?> type, String... methods) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Group[] groups() {
    return new Group[] {
      new Group("running and stopping", EventLoop.class, "runForever", "stop", "close"),
      new Group("callbacks", EventLoop.class, "callSoon", "callSoonThreadsafe"),
      new Group("delayed callbacks", EventLoop.class, "callLater", "callAt", "time"),
      new Group("futures and tasks", EventLoop.class, "createFuture", "createTask"),
      new Group("connections", Net.class, "createConnection", "createUnixConnection"),
      new Group("servers", Net.class, "createServer", "connectAcceptedSocket"),
      new Group("files", Net.class, "sendfile"),
      new Group("upgrade to TLS", Net.class, "startTls"),
      new Group("watching channels", EventLoop.class, "addReader", "removeWriter"),
      new Group("sockets", Sockets.class, "sockRecv", "sockSendall", "sockConnect", "sockAccept"),
      new Group("names", Net.class, "getaddrinfo", "getnameinfo"),
      new Group("pipes", Net.class, "connectReadPipe", "connectWritePipe"),
      new Group("signals", EventLoop.class, "addSignalHandler", "removeSignalHandler"),
      new Group("executors", EventLoop.class, "runInExecutor", "setDefaultExecutor"),
      new Group("failures", EventLoop.class, "setExceptionHandler", "callExceptionHandler"),
      new Group("debugging", EventLoop.class, "isDebug", "setDebug"),
      new Group("processes", Subprocess.class, "subprocessExec", "subprocessShell")
    };
  }

  @ParameterizedTest
  @MethodSource("groups")
  void group_hasItsMethods(Group group) {
    for (String method : group.methods) {
      assertTrue(
          Arrays.stream(group.type.getMethods()).anyMatch(m -> m.getName().equals(method)), method);
    }
  }
}
