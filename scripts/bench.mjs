import { runOnNewEnoughNode } from "./require-node.mjs";

runOnNewEnoughNode(new URL("./commands/bench.mjs", import.meta.url).href);
