import { runOnNewEnoughNode } from "./require-node.mjs";

void runOnNewEnoughNode(new URL("./commands/start.mjs", import.meta.url).href);
