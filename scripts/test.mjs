import { runOnNewEnoughNode } from "./require-node.mjs";

void runOnNewEnoughNode(new URL("./commands/test.mjs", import.meta.url).href);
