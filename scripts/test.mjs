import { runOnNewEnoughNode } from "./require-node.mjs";

runOnNewEnoughNode(new URL("./commands/test.mjs", import.meta.url).href);
