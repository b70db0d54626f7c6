/** The floors of the house, stated once. A room imports rooms on lower floors only: never sideways, never up. */
export const floors = [
  { floor: 9, rooms: ["app"] },
  {
    floor: 8,
    rooms: ["components"],
  },
  { floor: 7, rooms: ["lib/studio", "lib/server"] },
  { floor: 6, rooms: ["lib/planning", "lib/memory", "lib/proactive"] },
  { floor: 5, rooms: ["lib/agent", "lib/mcp", "lib/classroom"] },
  { floor: 4, rooms: ["lib/tools", "lib/sharing"] },
  { floor: 3, rooms: ["lib/workspace"] },
  { floor: 2, rooms: ["lib/sandbox", "lib/models", "lib/permissions"] },
  { floor: 1, rooms: ["lib/engine", "lib/offline"] },
  { floor: 0, rooms: ["lib/base"] },
];
