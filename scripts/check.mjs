import { runOnNewEnoughNode } from "./require-node.mjs";

runOnNewEnoughNode(new URL("./commands/check.mjs", import.meta.url).href);
