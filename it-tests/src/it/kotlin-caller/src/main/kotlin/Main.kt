import dev.weft.Await
import dev.weft.Coroutine
import dev.weft.Weft
import dev.weft.annotations.Async

class Listener(private val clock: Clock) {

  /** Kotlin's own async method: its class file is woven by the Maven goal. */
  @Async
  fun listen(ticks: Int): Coroutine<List<String>> {
    val heard = mutableListOf<String>()
    for (i in 1..ticks) {
      heard += "heard ${Await.of(clock.tick(i))} of $ticks"
    }
    return Coroutine.of(heard.toList())
  }

  companion object {
    @Async
    fun greeting(name: String?): Coroutine<String> =
        Coroutine.of("Hello " + (name ?: Await.of(Clock("nobody").tick(0))))
  }
}

fun main() {
  println(Weft.run(Clock("tick").tick(7)))
  println(Weft.run(Listener(Clock("tock")).listen(2)))
  println(Weft.run(Listener.greeting(null)))
}
