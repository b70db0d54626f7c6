import { answerHealth, answerReady } from "../lifecycle/health";
import { answerRegistryRequest } from "../registry/route";
import { answerShareRequest } from "../share/route";
import type { FrontRoute } from "./front-door";

const reading = ["GET", "HEAD"];

/** Names of packages, versions and archives as npm writes them: no segment of dots alone, nothing encoded but a scope's slash. */
const registryPath = /^\/api\/registry(?:\/(?!\.{1,2}(?:\/|$))[\w@.~+^-]+(?:%2[fF][\w.~+^-]+)?)+$/u;

/**
 * What is answered before Next: what watchers ask all the time, short links, and packages, of which one install asks for
 * hundreds. Each is a route of Next's too, with the same handler.
 */
export const frontRoutes: readonly FrontRoute[] = [
  { path: /^\/api\/health$/u, methods: reading, answer: answerHealth },
  { path: /^\/api\/ready$/u, methods: reading, answer: answerReady },
  { path: registryPath, methods: [...reading, "OPTIONS"], answer: answerRegistryRequest, streams: true },
  { path: /^\/api\/share$/u, methods: ["POST"], answer: answerShareRequest },
  { path: /^\/api\/share\/[A-Za-z0-9]{12}$/u, methods: [...reading, "PUT", "DELETE"], answer: answerShareRequest },
  { path: /^\/api\/share\/[A-Za-z0-9]{12}\/(?:forks|reports)$/u, methods: ["POST"], answer: answerShareRequest },
];
