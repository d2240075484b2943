/**
 * Child processes: {@link dev.weft.process.Subprocess} for linear code, and asyncio's transports
 * and protocols beneath it.
 *
 * <pre>{@code
 * try (Subprocess sort = Await.of(Subprocess.exec("sort"))) {
 *   Output output = Await.of(sort.communicate("b\na\n".getBytes(UTF_8)));
 *   log.add(new String(output.stdout(), UTF_8));
 * }
 * }</pre>
 *
 * <p>What a child gets and how its streams are connected is said with the JDK's {@link
 * java.lang.ProcessBuilder}. The JDK can only block on a child's streams, so each that is a pipe
 * takes a thread while it is read or written; they belong to all loops together, end when they are
 * idle, and are platform threads. Starting a child, waiting for its end and everything else costs
 * the loop's thread nothing.
 */
package dev.weft.process;
