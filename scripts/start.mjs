import { runOnNewEnoughNode } from "./require-node.mjs";

runOnNewEnoughNode(new URL("./commands/start.mjs", import.meta.url).href);
