import type { Finding } from "./check";

export interface ReportLine {
  readonly name: string;
  readonly finding: Finding | undefined;
}

const marks = { good: "ok", limited: "limited", bad: "FAILS" } as const;

/** Plain text for whoever looks after the network: one line a check, nothing personal in it. */
export function reportOf(title: string, facts: readonly string[], lines: readonly ReportLine[]): string {
  const width = Math.max(...lines.map(({ name }) => name.length));
  const rows = lines.map(({ name, finding }) => {
    const mark = finding === undefined ? "not run" : marks[finding.verdict];
    return `${mark.padEnd(8)} ${name.padEnd(width)}  ${oneLine(finding?.facts ?? "")}`.trimEnd();
  });
  return [title, ...facts.map(oneLine), "", ...rows, ""].join("\n");
}

const oneLine = (text: string): string => text.replace(/\s+/gu, " ").slice(0, 300);
