import { runOnNewEnoughNode } from "./require-node.mjs";

runOnNewEnoughNode(new URL("./commands/build.mjs", import.meta.url).href);
