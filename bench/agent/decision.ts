import { compileRules, decide, type PermissionCall, type Rule } from "@/lib/permissions";
import type { Measured } from "./measured";
import { timed } from "./statistics";

const rules: readonly Rule[] = Array.from({ length: 500 }, (_, at): Rule => {
  const verdict = (["allow", "ask", "deny"] as const)[at % 3] ?? "ask";
  const kinds = [
    { tool: "Bash", specifier: `program-${at} run:*` },
    { tool: "Edit", specifier: `packages/p${at}/**/*.ts` },
    { tool: "Read", specifier: `secrets/${at}/*` },
    { tool: "WebFetch", specifier: `domain:host${at}.example` },
    { tool: `mcp__server${at}__*` },
  ];
  return { verdict, scope: "user", ...(kinds[at % kinds.length] ?? { tool: "Bash" }) };
});

const calls: readonly PermissionCall[] = [
  {
    tool: "Bash",
    access: {
      type: "shell",
      command: "cd packages/app && NODE_ENV=test npm test -- --run src/a.test.ts | tail -50 > out.txt",
    },
  },
  { tool: "Edit", access: { type: "files", writes: ["packages/app/src/deep/file.ts"] } },
  { tool: "Read", access: { type: "files", reads: ["packages/app/src/deep/file.ts"] } },
  { tool: "WebFetch", access: { type: "network", url: "https://docs.example.org/page" } },
];

const batch = 50;

/** The slowest kind of call against 500 rules of all kinds, none of which fits. */
export function measureDecision(): Measured {
  const compiled = compileRules(rules);
  // A browser's clock is coarse: many at a time, and then by their number.
  const times = calls.map((call) => {
    const many = () => {
      for (let round = 0; round < batch; round += 1) decide(call, { rules: compiled, mode: "default" });
    };
    return timed(many, 100) / batch;
  });
  return {
    name: "permission decision with 500 rules, slowest kind of call, median",
    value: Math.max(...times),
    unit: "ms",
    most: 0.2,
  };
}
