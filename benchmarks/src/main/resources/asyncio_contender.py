"""asyncio, and uvloop with --uvloop: prints nanoseconds per operation, or nothing."""

import asyncio
import random
import sys
import time

LONG = 10


async def yielding(times):
    for _ in range(times):
        await asyncio.sleep(0)


async def yields(tasks, times):
    await asyncio.gather(*[yielding(times) for _ in range(tasks)])


async def identity(i):
    return i


async def create(n):
    for i in range(n):
        await asyncio.create_task(identity(i))


async def create_all(n):
    for task in [asyncio.create_task(identity(i)) for i in range(n)]:
        await task


async def descend(depth, times):
    if depth == 1:
        await yielding(times)
        return 1
    return await descend(depth - 1, times) + 1


async def cold(depth, times):
    for _ in range(times):
        await descend(depth, 1)


async def fail(depth):
    if depth == 1:
        await asyncio.sleep(0)
        raise RuntimeError("failure")
    return await fail(depth - 1) + 1


async def exceptions(depth, times):
    for _ in range(times):
        try:
            await fail(depth)
        except RuntimeError:
            pass


async def produce(queue, n):
    for i in range(n):
        await queue.put(i)


async def hand_off(capacity, n):
    queue = asyncio.Queue(capacity)
    producer = asyncio.create_task(produce(queue, n))
    for _ in range(n):
        await queue.get()
    await producer


async def wake_ups(n):
    loop = asyncio.get_running_loop()
    for _ in range(n):
        await loop.run_in_executor(None, int)


async def timer_fire(n):
    loop = asyncio.get_running_loop()
    done = loop.create_future()
    left = n

    def fired():
        nonlocal left
        left -= 1
        if left == 0:
            done.set_result(None)

    for _ in range(n):
        loop.call_later(random.random() * 0.05, fired)
    await done


async def timer_cancel(n):
    loop = asyncio.get_running_loop()
    for timer in [loop.call_later(LONG, int) for _ in range(n)]:
        timer.cancel()


async def timer_limit(n):
    loop = asyncio.get_running_loop()
    for _ in range(n):
        loop.call_later(LONG, int).cancel()


async def sleep_fire(n):
    await asyncio.gather(*[asyncio.sleep(random.random() * 0.05) for _ in range(n)])


async def sleep_cancel(n):
    tasks = [asyncio.create_task(asyncio.sleep(LONG)) for _ in range(n)]
    await asyncio.sleep(0)
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


# Ten times fewer operations than in Java, so that a run does not take all day.
WORK = {
    "YIELD_2": (100_000, lambda: yields(2, 50_000)),
    "YIELD_1000": (100_000, lambda: yields(1_000, 100)),
    "YIELD_1M": (1_000_000, lambda: yields(500_000, 2)),
    "CREATE": (100_000, lambda: create(100_000)),
    "CREATE_ALL": (200_000, lambda: create_all(200_000)),
    "RESUME_1": (100_000, lambda: descend(1, 100_000)),
    "RESUME_10": (100_000, lambda: descend(10, 100_000)),
    "RESUME_100": (50_000, lambda: descend(100, 50_000)),
    "RESUME_1000": (5_000, lambda: descend(900, 5_000)),
    "COLD_1": (100_000, lambda: cold(1, 100_000)),
    "COLD_10": (100_000, lambda: cold(10, 10_000)),
    "COLD_100": (100_000, lambda: cold(100, 1_000)),
    "COLD_1000": (90_000, lambda: cold(900, 100)),
    "EXCEPTION_10": (100_000, lambda: exceptions(10, 10_000)),
    "EXCEPTION_100": (100_000, lambda: exceptions(100, 1_000)),
    "QUEUE_1": (100_000, lambda: hand_off(1, 100_000)),
    "QUEUE_64": (100_000, lambda: hand_off(64, 100_000)),
    "WAKE_UP": (10_000, lambda: wake_ups(10_000)),
    "TIMER_FIRE": (200_000, lambda: timer_fire(200_000)),
    "TIMER_CANCEL": (200_000, lambda: timer_cancel(200_000)),
    "TIMER_LIMIT": (200_000, lambda: timer_limit(200_000)),
    "SLEEP_FIRE": (200_000, lambda: sleep_fire(200_000)),
    "SLEEP_CANCEL": (200_000, lambda: sleep_cancel(200_000)),
}


def main():
    name = sys.argv[-1]
    if name not in WORK:
        return
    run = asyncio.run
    if "--uvloop" in sys.argv:
        try:
            import uvloop
        except ImportError:
            print("uvloop is not installed: skipped", file=sys.stderr)
            return
        run = lambda body: asyncio.Runner(loop_factory=uvloop.new_event_loop).run(body)
    operations, work = WORK[name]
    for repetition in range(4):
        start = time.perf_counter_ns()
        run(work())
        if repetition > 0:
            print((time.perf_counter_ns() - start) / operations)


main()
