import { judge, runsWhere, type Machine, type ModelEntry, type Runs } from "@/lib/studio";

export interface CatalogueFilter {
  readonly text: string;
  readonly where: Runs | "all";
  readonly fits: boolean;
  readonly vision: boolean;
  readonly open: boolean;
  readonly tools: boolean;
  /** Bytes that a download may have; 0: any. */
  readonly largest: number;
}

export const everything: CatalogueFilter = {
  text: "",
  where: "all",
  fits: false,
  vision: false,
  open: false,
  tools: false,
  largest: 0,
};

/** The entries that a filter lets through, in their order. */
export function filterEntries(
  entries: readonly ModelEntry[],
  filter: CatalogueFilter,
  machine: Machine,
): readonly ModelEntry[] {
  const tests = testsOf(filter, machine);
  return entries.filter((entry) => tests.every((passes) => passes(entry)));
}

type Test = (entry: ModelEntry) => boolean;

function testsOf({ text, where, fits, vision, open, tools, largest }: CatalogueFilter, machine: Machine): Test[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const told = ({ name, family, id, licence }: ModelEntry) => `${name} ${family} ${id} ${licence ?? ""}`.toLowerCase();
  const tests: readonly (readonly [wanted: boolean, test: Test])[] = [
    [words.length > 0, (entry) => words.every((word) => told(entry).includes(word))],
    [where !== "all", (entry) => runsWhere(entry) === where],
    [vision, (entry) => entry.vision],
    [open, (entry) => entry.licence !== undefined],
    [tools, (entry) => entry.calls === "native"],
    [largest > 0, ({ download = 0 }) => download <= largest],
    [fits, (entry) => judge(entry, machine).type !== "unfit"],
  ];
  return tests.flatMap(([wanted, test]) => (wanted ? [test] : []));
}
