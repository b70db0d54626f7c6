import { runOnNewEnoughNode } from "./require-node.mjs";

void runOnNewEnoughNode(new URL("./commands/bench.mjs", import.meta.url).href);
