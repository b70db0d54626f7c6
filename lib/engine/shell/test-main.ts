import { runShellOn } from "./main";
import { createTestSystem } from "./test-system";

/** The shell as a program of the machine that runs the tests; itself is its `sh`. */
const [node = "", script = "", ...args] = process.argv;
const env = Object.entries(process.env).map(([name, value]) => `${name}=${value ?? ""}`);
process.exitCode = runShellOn(createTestSystem([node, script]), {
  args: ["sh", ...args],
  argv0: "sh",
  env,
  pid: process.pid,
});
