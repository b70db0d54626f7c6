import type { Problem } from "@/lib/studio";

export interface ProblemsOfFile {
  readonly path: string;
  readonly problems: readonly Problem[];
}

const ranks = { error: 0, warning: 1, info: 2 } as const;

/** Problems by file, files with errors first; at most `limit` of them, and how many are left out. */
export function groupProblems(
  problems: readonly Problem[],
  filter: string,
  limit: number,
): { readonly files: readonly ProblemsOfFile[]; readonly left: number } {
  const wanted = filter.trim().toLowerCase();
  const matching = problems.filter(({ path, message, source = "" }) =>
    `${path} ${message} ${source}`.toLowerCase().includes(wanted),
  );
  const byPath = new Map<string, Problem[]>();
  for (const problem of matching.toSorted(worstFirst).slice(0, limit)) {
    const known = byPath.get(problem.path);
    if (known) known.push(problem);
    else byPath.set(problem.path, [problem]);
  }
  const files = [...byPath].map(([path, found]) => ({
    path,
    problems: found.toSorted((a, b) => a.line - b.line || a.column - b.column),
  }));
  return { files, left: Math.max(0, matching.length - limit) };
}

const worstFirst = (a: Problem, b: Problem): number =>
  ranks[a.severity] - ranks[b.severity] || (a.path < b.path ? -1 : a.path > b.path ? 1 : a.line - b.line);
