import { judge, runsWhere, type Machine, type ModelEntry, type Runs } from "@/lib/studio";

export interface CatalogueFilter {
  readonly text: string;
  readonly where: Runs | "all";
  readonly fits: boolean;
  readonly vision: boolean;
  readonly open: boolean;
}

export const everything: CatalogueFilter = { text: "", where: "all", fits: false, vision: false, open: false };

/** The entries that a filter lets through, in their order. */
export function filterEntries(
  entries: readonly ModelEntry[],
  filter: CatalogueFilter,
  machine: Machine,
): readonly ModelEntry[] {
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean);
  return entries.filter((entry) => {
    const told = `${entry.name} ${entry.family} ${entry.id} ${entry.licence ?? ""}`.toLowerCase();
    return (
      words.every((word) => told.includes(word)) &&
      (filter.where === "all" || runsWhere(entry) === filter.where) &&
      (!filter.vision || entry.vision) &&
      (!filter.open || entry.licence !== undefined) &&
      (!filter.fits || judge(entry, machine).type !== "unfit")
    );
  });
}
