import { isInside, relativePath } from "@/lib/base";
import type { Problem } from "@/lib/studio";

/** The problems of `eslint --format json`, with paths from the project's root. Undefined when it is no report. */
export function readEslintReport(output: string, cwd: string): readonly Problem[] | undefined {
  // Node's warnings have brackets, too.
  const start = output.search(/^\[(?:\{"filePath"|\])/mu);
  if (start < 0) return undefined;
  const report = parse(output.slice(start, output.lastIndexOf("]") + 1));
  if (!Array.isArray(report)) return undefined;
  return report.filter(isFileReport).flatMap(({ filePath, messages }) => {
    const path = isInside(filePath, cwd) ? relativePath(filePath, cwd) : filePath;
    return messages.filter(isRecord).map((message) => problemOf(path, message));
  });
}

/** What ESLint says that couldn't even begin, for instance since its configuration is broken. */
export function readEslintFailure(output: string, config: string): Problem {
  const lines = output.split(/\r?\n/u).map((line) => line.trim());
  const message =
    lines.find((line) => /^(?:\w*Error\b|Could not|Cannot|No )/u.test(line)) ?? lines.findLast((line) => line !== "");
  return { path: config, line: 1, column: 1, length: 0, severity: "error", message: message ?? "", source: "eslint" };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function problemOf(path: string, { severity, message, ruleId, line, column, endLine, endColumn }: Raw): Problem {
  const at = { line: numberOr(line, 1), column: numberOr(column, 1) };
  const end = endLine === at.line ? numberOr(endColumn, at.column) : at.column;
  return {
    path,
    ...at,
    length: Math.max(0, end - at.column),
    severity: severity === 2 ? "error" : "warning",
    message: String(message),
    source: typeof ruleId === "string" ? `eslint(${ruleId})` : "eslint",
  };
}

type Raw = Readonly<Record<string, unknown>>;

const numberOr = (value: unknown, otherwise: number): number => (typeof value === "number" ? value : otherwise);

const isRecord = (value: unknown): value is Raw => typeof value === "object" && value !== null;

const isFileReport = (value: unknown): value is { readonly filePath: string; readonly messages: readonly unknown[] } =>
  isRecord(value) && typeof value["filePath"] === "string" && Array.isArray(value["messages"]);
