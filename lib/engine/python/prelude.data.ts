import { children } from "./children.data";
import { encryption } from "./encryption.data";
import { errors } from "./errors.data";
import { numbering } from "./numbering.data";
import { settling } from "./settling.data";
import { sockets } from "./sockets.data";
import { waiting } from "./waiting.data";

/** What Python runs before anything of the user's. */
export const prelude = [errors, numbering, waiting, children, sockets, encryption, settling].join("\n");
