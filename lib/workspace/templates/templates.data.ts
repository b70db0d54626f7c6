import type { Template } from "./template";

/** In the order in which they are offered. */
export const templates: readonly Template[] = [
  { id: "node", mark: "JS", opens: "index.js", runs: "node index.js" },
  { id: "typescript", mark: "TS", opens: "src/index.ts", runs: "npm start" },
  { id: "express", mark: "Ex", opens: "server.js", runs: "npm run dev" },
  { id: "react", mark: "Re", opens: "src/app.tsx", runs: "npm run dev" },
  { id: "vue", mark: "Vu", opens: "src/app.vue", runs: "npm run dev" },
  { id: "svelte", mark: "Sv", opens: "src/app.svelte", runs: "npm run dev" },
  { id: "vanilla", mark: "Va", opens: "src/main.js", runs: "npm run dev" },
  { id: "static", mark: "<>", opens: "index.html" },
  { id: "python", mark: "Py", opens: "main.py", runs: "python main.py" },
  { id: "kata", mark: "Ka", opens: "kata.js", runs: "npm test" },
  { id: "empty", mark: "––" },
];
