import { children } from "./children.data";
import { settling } from "./settling.data";
import { waiting } from "./waiting.data";

/** What Python runs before anything of the user's. */
export const prelude = [waiting, children, settling].join("\n");
