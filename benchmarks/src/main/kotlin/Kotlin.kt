package dev.weft.benchmarks.contenders

import dev.weft.benchmarks.Calls
import dev.weft.benchmarks.Memory
import dev.weft.benchmarks.Tasks
import dev.weft.benchmarks.Timers
import java.util.Random
import java.util.concurrent.CompletableFuture
import java.util.concurrent.ExecutorService
import java.util.concurrent.Executors
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Deferred
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelChildren
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.future.await
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.yield

/** Kotlin coroutines, on the single-threaded loop of runBlocking. */
class KotlinCalls : Calls {

  private var suspending = false
  private val sources = arrayOf(Constant(), Counter(), Doubler())

  override fun pollute() {
    suspending = true
    repeat(20) {
      fib(8, 0)
      fib(8, 1)
      awaitObject(300)
      readBuffered(5_000)
      numericBeside(IntArray(64), IntArray(64), 10)
      numericInside(IntArray(64), IntArray(64), 10)
    }
    suspending = false
  }

  private suspend fun pause() {
    if (suspending) yield()
  }

  override fun fib(n: Int, yieldAt: Int): Long = runBlocking { fibonacci(n, yieldAt).toLong() }

  private suspend fun fibonacci(n: Int, yieldAt: Int): Int {
    if (n < 2) {
      if (n == yieldAt) yield()
      return n
    }
    return fibonacci(n - 1, yieldAt) + fibonacci(n - 2, yieldAt)
  }

  override fun awaitDone(times: Int): Long = runBlocking {
    val done = CompletableDeferred(1)
    var sum = 0L
    for (i in 0 until times) sum += done.await()
    sum
  }

  private interface Source {
    suspend fun next(suspending: Boolean): Int
  }

  private class Constant : Source {
    override suspend fun next(suspending: Boolean): Int {
      if (suspending) yield()
      return 1
    }
  }

  private class Counter : Source {
    private var count = 0

    override suspend fun next(suspending: Boolean): Int {
      if (suspending) yield()
      return ++count and 1
    }
  }

  private class Doubler : Source {
    private var value = 1

    override suspend fun next(suspending: Boolean): Int {
      if (suspending) yield()
      value += value
      return value
    }
  }

  override fun awaitObject(times: Int): Long = runBlocking { awaitSources(times) }

  private suspend fun awaitSources(times: Int): Long {
    var sum = 0L
    for (i in 0 until times step sources.size) {
      for (source in sources) sum += source.next(suspending)
    }
    return sum
  }

  override fun readBuffered(times: Int): Long = runBlocking { Buffer().sum(times) }

  private class Buffer {
    private val bytes = ByteArray(1024)
    private var position = 0

    private suspend fun read(): Int {
      if (position == bytes.size) {
        yield()
        position = 0
      }
      return bytes[position++].toInt()
    }

    suspend fun sum(times: Int): Long {
      var sum = 0L
      for (i in 0 until times) sum += read()
      return sum
    }
  }

  override fun numericBeside(a: IntArray, b: IntArray, rounds: Int): Long = runBlocking {
    var sum = 0L
    for (round in 0 until rounds) sum += pauseThenMultiply(a, b)
    sum
  }

  private suspend fun pauseThenMultiply(a: IntArray, b: IntArray): Int {
    pause()
    var sum = 0
    for (i in a.indices) sum += a[i] * b[i]
    pause()
    return sum
  }

  override fun numericInside(a: IntArray, b: IntArray, rounds: Int): Long = runBlocking {
    multiplyAndPause(a, b, rounds).toLong()
  }

  private suspend fun multiplyAndPause(a: IntArray, b: IntArray, rounds: Int): Int {
    var sum = 0
    for (round in 0 until rounds) {
      for (i in a.indices) sum += a[i] * b[i]
      pause()
    }
    return sum
  }
}

/** Kotlin coroutines, on the single-threaded loop of runBlocking. */
class KotlinTasks : Tasks {

  override fun yields(tasks: Int, times: Int) = runBlocking {
    for (i in 0 until tasks) launch { yielding(times) }
  }

  private suspend fun yielding(times: Int) {
    for (i in 0 until times) yield()
  }

  override fun mixedYields(tasks: Int, times: Int) = runBlocking {
    val random = Random(1)
    for (i in 0 until tasks) {
      when (random.nextInt(4)) {
        0 -> launch { yielding(times) }
        1 -> launch { counting(times) }
        2 -> launch { nesting(times) }
        else -> launch { appending(StringBuilder(), times) }
      }
    }
  }

  private suspend fun counting(times: Int): Long {
    var count = 0L
    for (i in 0 until times) {
      yield()
      count += i
    }
    return count
  }

  private suspend fun nesting(times: Int): Int {
    yielding(times)
    return times
  }

  private suspend fun appending(text: StringBuilder, times: Int): String {
    var left = times
    while (left-- > 0) {
      yield()
      if (left == 0) text.append(times)
    }
    return text.toString()
  }

  override fun createAndAwait(n: Int) = runBlocking {
    var sum = 0L
    for (i in 0 until n) sum += async { i }.await()
  }

  override fun createAllThenAwait(n: Int) = runBlocking {
    val all = ArrayList<Deferred<Int>>(n)
    for (i in 0 until n) all.add(async { i })
    var sum = 0L
    for (task in all) sum += task.await()
  }

  override fun resume(depth: Int, times: Int) = runBlocking {
    descend(depth, times)
    Unit
  }

  private suspend fun descend(depth: Int, times: Int): Int {
    if (depth == 1) {
      yielding(times)
      return 1
    }
    return descend(depth - 1, times) + 1
  }

  override fun cold(depth: Int, times: Int) = runBlocking {
    var sum = 0L
    for (i in 0 until times) sum += descend(depth, 1)
  }

  override fun exceptions(depth: Int, times: Int, failure: RuntimeException) = runBlocking {
    for (i in 0 until times) {
      try {
        fail(depth, failure)
      } catch (expected: RuntimeException) {
        // It is what was asked for.
      }
    }
  }

  private suspend fun fail(depth: Int, failure: RuntimeException): Int {
    if (depth == 1) {
      yield()
      throw failure
    }
    return fail(depth - 1, failure) + 1
  }

  override fun queue(capacity: Int, n: Int) = runBlocking {
    val channel = Channel<Int>(capacity)
    launch { for (i in 0 until n) channel.send(i) }
    var sum = 0L
    for (i in 0 until n) sum += channel.receive()
  }

  override fun wakeUps(n: Int) {
    val other: ExecutorService = Executors.newSingleThreadExecutor()
    runBlocking {
      for (i in 0 until n) {
        val answer = CompletableFuture<Int>()
        other.execute { answer.complete(1) }
        answer.await()
      }
    }
    other.shutdown()
  }
}

/** Kotlin coroutines, which have delays but no timers. */
class KotlinTimers : Timers {

  override fun sleepAndFire(n: Int) = runBlocking {
    val random = Random(1)
    for (i in 0 until n) {
      val millis = random.nextInt(Timers.SPREAD_MICROS) / 1000L
      launch { delay(millis) }
    }
  }

  override fun sleepAndCancel(n: Int) = runBlocking {
    coroutineScope {
      for (i in 0 until n) launch { delay(10_000) }
      yield()
      coroutineContext.cancelChildren()
    }
  }
}

/** Kotlin coroutines. */
class KotlinMemory : Memory {

  override fun hold(n: Int, asleep: Boolean, locals: Boolean, measurement: Runnable) = runBlocking {
    for (i in 0 until n) {
      val future = if (asleep) null else CompletableDeferred<Unit>()
      if (locals) launch { withLocals(future, i.toLong()) } else launch { pause(future) }
    }
    yield()
    yield()
    measurement.run()
    coroutineContext.cancelChildren()
  }

  private suspend fun pause(future: CompletableDeferred<Unit>?) {
    if (future == null) delay(3_600_000) else future.await()
  }

  private suspend fun withLocals(future: CompletableDeferred<Unit>?, seed: Long): Long {
    val a = seed
    val b = seed + 1
    val c = seed + 2
    val d = seed + 3
    val e = seed + 4
    val v: Any = "v"
    val w: Any = this
    val x: Any = v
    val y: Any = w
    val z: Any = x
    if (future == null) delay(3_600_000) else future.await()
    return a + b + c + d + e + listOf(v, w, x, y, z).size
  }
}
