import { runOnNewEnoughNode } from "./require-node.mjs";

void runOnNewEnoughNode(new URL("./commands/check.mjs", import.meta.url).href);
