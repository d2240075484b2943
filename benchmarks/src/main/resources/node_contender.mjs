// Node: prints nanoseconds per operation, or nothing. A yield goes through setImmediate, since a
// microtask yields to no I/O.

const LONG = 10_000;
const tick = () => new Promise((resolve) => setImmediate(resolve));

async function yielding(times) {
  for (let i = 0; i < times; i++) await tick();
}

const yields = (tasks, times) =>
  Promise.all(Array.from({ length: tasks }, () => yielding(times)));

const identity = async (i) => i;

async function create(n) {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += await identity(i);
  return sum;
}

async function createAll(n) {
  let sum = 0;
  for (const task of Array.from({ length: n }, (_, i) => identity(i))) sum += await task;
  return sum;
}

async function descend(depth, times) {
  if (depth === 1) {
    await yielding(times);
    return 1;
  }
  return (await descend(depth - 1, times)) + 1;
}

async function cold(depth, times) {
  for (let i = 0; i < times; i++) await descend(depth, 1);
}

async function timerFire(n) {
  await new Promise((resolve) => {
    let left = n;
    for (let i = 0; i < n; i++) {
      setTimeout(() => --left === 0 && resolve(), Math.random() * 50);
    }
  });
}

async function timerCancel(n) {
  Array.from({ length: n }, () => setTimeout(() => {}, LONG)).forEach(clearTimeout);
}

async function timerLimit(n) {
  for (let i = 0; i < n; i++) clearTimeout(setTimeout(() => {}, LONG));
}

const sleepFire = (n) =>
  Promise.all(
    Array.from({ length: n }, () => new Promise((r) => setTimeout(r, Math.random() * 50))),
  );

// Fewer operations than in Java where a million takes too long.
const WORK = {
  YIELD_2: [200_000, () => yields(2, 100_000)],
  YIELD_1000: [200_000, () => yields(1_000, 200)],
  CREATE: [1_000_000, () => create(1_000_000)],
  CREATE_ALL: [1_000_000, () => createAll(1_000_000)],
  RESUME_1: [200_000, () => descend(1, 200_000)],
  RESUME_10: [200_000, () => descend(10, 200_000)],
  RESUME_100: [200_000, () => descend(100, 200_000)],
  RESUME_1000: [100_000, () => descend(1_000, 100_000)],
  COLD_1: [200_000, () => cold(1, 200_000)],
  COLD_10: [200_000, () => cold(10, 20_000)],
  COLD_100: [200_000, () => cold(100, 2_000)],
  COLD_1000: [200_000, () => cold(1_000, 200)],
  TIMER_FIRE: [200_000, () => timerFire(200_000)],
  TIMER_CANCEL: [200_000, () => timerCancel(200_000)],
  TIMER_LIMIT: [200_000, () => timerLimit(200_000)],
  SLEEP_FIRE: [200_000, () => sleepFire(200_000)],
};

const [operations, work] = WORK[process.argv.at(-1)] ?? [];
for (let repetition = 0; work && repetition < 4; repetition++) {
  const start = process.hrtime.bigint();
  await work();
  if (repetition > 0) console.log(Number(process.hrtime.bigint() - start) / operations);
}
