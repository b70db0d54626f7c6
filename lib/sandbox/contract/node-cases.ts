import { expectEqual, expectTrue, readUntil, runNode, type ContractCase } from "./contract-case";

const pty = { columns: 80, rows: 24 };

/** What people do with Node itself, rather than with files, processes and ports. */
export const nodeCases: readonly ContractCase[] = [
  {
    title: "Node at a prompt evaluates, remembers, awaits and is interrupted",
    run: async ({ sandbox }) => {
      const repl = await sandbox.spawn("node", [], { pty });
      const line = async (text: string, pattern: RegExp): Promise<void> => {
        await repl.write(`${text}\r`);
        await readUntil(repl, pattern);
      };
      await readUntil(repl, /> /u);
      await line("const half = 21", /undefined/u);
      await line("half * 2", /42/u);
      await line("await Promise.resolve('soo' + 'n')", /'soon'/u);
      await line("nobody", /nobody is not defined/u);
      await repl.write("while (true) {}\r");
      await new Promise((resolve) => setTimeout(resolve, 500));
      await repl.write("\u0003");
      await readUntil(repl, /Script execution was interrupted by `SIGINT`/u);
      await line(".exit", /\.exit/u);
      expectEqual((await repl.exit).code, 0);
    },
  },
  {
    title: "a module that awaits what never comes ends with 13, and says where",
    run: async (place) => {
      const { sandbox, folder } = place;
      await sandbox.files.write(`${folder}/never.mjs`, "const a = 1;\nif (a) await new Promise(() => {});\n");
      const process = await sandbox.spawn("node", [`${folder}/never.mjs`]);
      const output = await readUntil(process, /\^\n/u);
      const { code } = await process.exit;
      expectTrue(/^Warning: Detected unsettled top-level await at file:\S+never\.mjs:2\n/u.test(output), output);
      expectTrue(output.includes("\nif (a) await new Promise(() => {});\n       ^\n"), output);
      expectEqual(code, 13);
    },
  },
  {
    title: "a stack trace has as many frames of the program's as its limit says",
    run: async (place) => {
      const script = `
        const deep = (n) => (n === 0 ? new Error("deep").stack.split("\\n").filter((line) => line.includes("deep (")).length : deep(n - 1));
        const counts = [deep(20)];
        for (const limit of [1, 10, 15, 0]) { Error.stackTraceLimit = limit; counts.push(Error.stackTraceLimit, deep(20)); }
        console.log(JSON.stringify(counts));`;
      expectEqual(JSON.parse((await runNode(place, script)).output), [10, 1, 1, 10, 10, 15, 15, 0, 0]);
    },
  },
  {
    title: "code from a direct eval imports as the code around it does",
    run: async (place) => {
      const script = `
        const local = "sep";
        eval('import("node:path").then((path) => console.log(path[local]))');`;
      expectEqual((await runNode(place, script)).output, "/\n");
    },
  },
  {
    title: "a key goes to a thread and comes back, and a thread's error says where in its text it was made",
    run: async (place) => {
      const thread = `
        const { parentPort, workerData } = require("worker_threads");
        parentPort.postMessage([workerData.secret, workerData.open.export({ type: "spki", format: "der" })]);
        parentPort.once("message", () => null.late);`;
      const script = `
        const { Worker } = require("node:worker_threads");
        const { createSecretKey, generateKeyPairSync } = require("node:crypto");
        const workerData = { secret: createSecretKey(Buffer.from("secret")), open: generateKeyPairSync("ed25519").publicKey };
        const worker = new Worker(${JSON.stringify(thread)}, { eval: true, workerData });
        worker.once("message", ([secret, open]) => {
          const same = workerData.open.export({ type: "spki", format: "der" }).equals(open);
          console.log([secret.equals(workerData.secret), same].join(" "));
          worker.postMessage("go on");
        });
        worker.once("error", ({ stack }) => console.log(/worker eval.:([0-9:]+)/.exec(stack)[1]));`;
      expectEqual((await runNode(place, script)).output, "true true\n4:47\n");
    },
  },
  {
    title: "what can't be cloned, and which folders were made, is told in Node's words",
    run: async (place) => {
      const script = `
        try { structuredClone(() => {}); } catch (error) { console.log(error.name, error.message); }
        process.chdir("${place.folder}");
        console.log(fs.mkdirSync("a/b", { recursive: true }), fs.mkdirSync("./a/c//d/", { recursive: true }));`;
      expectEqual((await runNode(place, script)).output, "DataCloneError () => {} could not be cloned.\na ./a/c/\n");
    },
  },
];
