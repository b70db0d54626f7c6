/** One timed task, the same in the engine and natively: prints `result <number>`, milliseconds or a rate. */
const fs = require("node:fs");
const http = require("node:http");

const say = (value) => console.log(`result ${value}`);
const timed = (work) => {
  const at = performance.now();
  work();
  return performance.now() - at;
};
const best = (work, times = 3) => Math.min(...Array.from({ length: times }, () => timed(work)));
const rate = (work, ms = 1000) => {
  let count = 0;
  const end = performance.now() + ms;
  while (performance.now() < end) for (let at = 0; at < 100; at++, count++) work();
  return (count / ms) * 1000;
};
const fib = (n) => (n < 2 ? n : fib(n - 1) + fib(n - 2));

function loopback() {
  const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
  const server = http
    .createServer((_, answer) => answer.end("ok"))
    .listen(0, () => {
      const { port } = server.address();
      let done = 0;
      const end = performance.now() + 2000;
      const next = () =>
        http.get({ port, agent }, (answer) => {
          answer.resume();
          answer.on("end", () => {
            done++;
            if (performance.now() < end) next();
            else {
              say(done / 2);
              process.exit();
            }
          });
        });
      for (let at = 0; at < 8; at++) next();
    });
}

const tasks = {
  nothing: () => say(0),
  fib: () => say(best(() => fib(32))),
  json: () => {
    const value = Array.from({ length: 20000 }, (_, id) => ({ id, name: `name ${id}`, tags: ["a", "b"] }));
    say(best(() => JSON.parse(JSON.stringify(value))));
  },
  stat: () => say(rate(() => fs.statSync("."))),
  read: () => {
    fs.writeFileSync("kilobyte", Buffer.alloc(1024, 97));
    say(rate(() => fs.readFileSync("kilobyte")));
  },
  write: () => {
    fs.mkdirSync("many", { recursive: true });
    say(
      timed(() => {
        for (let at = 0; at < 5000; at++) fs.writeFileSync(`many/${at}`, "x".repeat(100));
      }),
    );
  },
  loopback,
};
tasks[process.argv[2]]();
