import { Failure } from "@/lib/base";
import { parseToolBlock } from "./parse-tool-block";
import type { Tour, TourCall, TourStep } from "./tour-script";

const spoken = {
  over: "The tour is over. Choose a model in the settings to go on with a real one, or start a new session to see it again.",
  refused: "You said no, so nothing was done. Say **go on** whenever you like, and you will be asked again.",
  failed: "That did not work; the message above says why. Say **go on** to try it once more.",
};

interface Section {
  readonly level: number;
  readonly title: string;
  readonly line: number;
  readonly body: { say: string; calls: TourCall[] };
}

/**
 * Reads a tour that was written in Markdown: `#` names it, each `##` is a step, `### If refused` and `### If it fails`
 * under a step are said when its call was, before it is tried again, and `## The end` closes it. A fence whose first
 * line begins with `tool` is a call. Throws a Failure that names the line.
 */
export function parseTour(markdown: string): Tour {
  const sections = readSections(markdown);
  const title = sections.find(({ level }) => level === 1)?.title;
  if (title === undefined || title.length < 3) throw mistake(1, "A tour begins with its name, such as `# My tour`.");
  const steps: TourStep[] = [];
  let { over } = spoken;
  for (const section of sections) {
    if (section.level === 2 && /^the end$/i.test(section.title)) over = wordsOf(section);
    else if (section.level === 2) steps.push(stepOf(section));
    else if (section.level === 3) addBranch(steps, section);
  }
  if (steps.length === 0) throw mistake(1, "A tour needs at least one step: `## First step`.");
  return { ...spoken, title, steps, over };
}

function stepOf({ body, line, title }: Section): TourStep {
  if (body.say === "" && body.calls.length === 0) throw mistake(line, `The step “${title}” says and does nothing.`);
  return { title, say: body.say, calls: body.calls };
}

function addBranch(steps: TourStep[], section: Section): void {
  const step = steps.pop();
  const key = /^if refused$/i.test(section.title)
    ? "refused"
    : /^if it fails$/i.test(section.title)
      ? "failed"
      : undefined;
  if (!key) throw mistake(section.line, `“${section.title}” is neither “If refused” nor “If it fails”.`);
  if (!step || step.calls.length === 0)
    throw mistake(section.line, "There is no call before this that could be refused or fail.");
  steps.push({ ...step, [key]: wordsOf(section) });
}

function wordsOf({ body, line, title }: Section): string {
  if (body.calls.length > 0 || body.say === "") throw mistake(line, `“${title}” holds words only, and at least one.`);
  return body.say;
}

function readSections(markdown: string): Section[] {
  const sections: Section[] = [];
  const lines = markdown.replaceAll("\r\n", "\n").split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const [, marks, title] = /^(#{1,3})\s+(.*?)\s*$/.exec(line) ?? [];
    const body = sections.at(-1)?.body;
    if (marks !== undefined && title !== undefined) {
      sections.push({ level: marks.length, title, line: at + 1, body: { say: "", calls: [] } });
    } else if (/^(`{3,}|~{3,})/.test(line)) at = readFence(lines, at, body);
    else if (body) body.say += `${line}\n`;
  }
  for (const { body } of sections) body.say = body.say.trim();
  return sections;
}

/** Takes a fence into the section and answers the line that closes it. */
function readFence(lines: readonly string[], at: number, body: Section["body"] | undefined): number {
  const [, fence = "", info = ""] = /^(`{3,}|~{3,})\s*(.*)$/.exec(lines[at] ?? "") ?? [];
  const end = lines.findIndex((line, index) => index > at && line.trimEnd() === fence);
  if (end < 0) throw mistake(at + 1, "This fence is never closed.");
  if (!body) throw mistake(at + 1, "A fence before the name of the tour.");
  if (/^tool\s/.test(info)) body.calls.push(toolBlock(info, lines.slice(at + 1, end).join("\n"), at + 1));
  else body.say += `${lines.slice(at, end + 1).join("\n")}\n`;
  return end;
}

function toolBlock(info: string, body: string, line: number): TourCall {
  try {
    return parseToolBlock(info.replace(/^tool\s+/, ""), body);
  } catch (error) {
    throw mistake(line, error instanceof Error ? error.message : String(error));
  }
}

const mistake = (line: number, message: string): Failure =>
  new Failure("EINVAL", `Line ${line} of the tour: ${message}`);
