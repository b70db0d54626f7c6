import { runOnNewEnoughNode } from "./require-node.mjs";

void runOnNewEnoughNode(new URL("./commands/build.mjs", import.meta.url).href);
