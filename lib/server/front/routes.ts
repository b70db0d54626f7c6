import { answerHealth, answerReady } from "../lifecycle/health";
import { answerShareRequest } from "../share/route";
import type { FrontRoute } from "./front-door";

const reading = ["GET", "HEAD"];

/** What is answered before Next: what watchers ask all the time, and short links. Each is a route of Next's too, with the same handler. */
export const frontRoutes: readonly FrontRoute[] = [
  { path: /^\/api\/health$/u, methods: reading, answer: answerHealth },
  { path: /^\/api\/ready$/u, methods: reading, answer: answerReady },
  { path: /^\/api\/share$/u, methods: ["POST"], answer: answerShareRequest },
  { path: /^\/api\/share\/[A-Za-z0-9]{12}$/u, methods: [...reading, "PUT", "DELETE"], answer: answerShareRequest },
  { path: /^\/api\/share\/[A-Za-z0-9]{12}\/(?:forks|reports)$/u, methods: ["POST"], answer: answerShareRequest },
];
