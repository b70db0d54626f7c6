import { op, operationNames } from "../protocol/operations";
import type { OperationName } from "../protocol/operations.data";
import { questionOf } from "../protocol/foreseen";
import type { Asked, ReadingLists } from "./reading-list";

/** Enough for the programs that someone's projects start with. */
const mostPrograms = 8;
const file = "reading-lists.json";
/** After a program has asked all that is part of its start. */
const delay = 6000;

type KeptQuestion = readonly [name: string, numbers: readonly number[], path: string];
type Kept = readonly (readonly [program: string, questions: readonly KeptQuestion[]])[];

/** The lists as text: calls by name, since their numbers are those of one build. */
export function packLists(lists: ReadingLists): string {
  const kept: Kept = lists
    .all()
    .slice(-mostPrograms)
    .map(([program, list]) => [
      program,
      [...list.values()].map(({ op: number, numbers, path }) => [operationNames[number] ?? "", numbers, path]),
    ]);
  return JSON.stringify(kept);
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function questionIn(value: unknown): readonly [string, Asked] | undefined {
  const [name, numbers, path] = (Array.isArray(value) ? value : []) as readonly unknown[];
  if (typeof name !== "string" || typeof path !== "string" || !Array.isArray(numbers)) return undefined;
  if (!numbers.every((number) => typeof number === "number")) return undefined;
  const number = op[name as OperationName] as number | undefined;
  const question = number === undefined ? undefined : questionOf(number, numbers, [path]);
  return number === undefined || question === undefined ? undefined : [question, { op: number, numbers, path }];
}

/** What was packed by this build or another; what makes no sense is left out. */
export function unpackLists(text: string, lists: ReadingLists): void {
  const kept: unknown = JSON.parse(text);
  if (!Array.isArray(kept)) return;
  for (const entry of kept as readonly unknown[]) {
    const [program, questions] = (isObject(entry) ? Object.values(entry) : []) as readonly unknown[];
    if (typeof program !== "string" || !Array.isArray(questions)) continue;
    const known = questions.map(questionIn).filter((each) => each !== undefined);
    lists.adopt(program, new Map(known));
  }
}

/**
 * Carries the lists from one tab to the next, for all projects of this origin: they lie at the same place and start with the same programs. Where
 * the browser keeps nothing, each tab begins anew.
 */
export async function keepLists(lists: ReadingLists): Promise<void> {
  const root = await navigator.storage.getDirectory();
  const handle = await root.getFileHandle(file, { create: true });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const save = async () => {
    timer = undefined;
    const writer = await handle.createWritable();
    await writer.write(packLists(lists));
    await writer.close();
  };
  lists.onOpened = () => {
    timer ??= setTimeout(() => void save().catch(() => undefined), delay);
  };
  const text = await (await handle.getFile()).text();
  if (text !== "") unpackLists(text, lists);
}
