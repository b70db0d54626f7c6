"use client";

import {
  choiceFor,
  judge,
  runsWhere,
  type Fit,
  type Machine,
  type ModelEntry,
  type ModelDesk,
  type ModelStrings,
} from "@/lib/studio";
import { Button } from "../ui/button";
import { useStore } from "../use-store";
import { DownloadButton } from "./download-button";
import { formatBytes, formatDollars, formatTokens } from "./format";
import { choose } from "./in-use";
import { useModelStrings } from "./use-model-strings";

interface CatalogueRowProps {
  readonly entry: ModelEntry;
  readonly machine: Machine;
  readonly models: ModelDesk;
}

const colours = { fits: "text-good", tight: "text-warn", unfit: "text-bad" } as const;

export function CatalogueRow({ entry, machine, models }: CatalogueRowProps) {
  const words = useModelStrings();
  const settings = useStore(models.settings);
  const isHere = useStore(models.downloads.stored).some(({ id, complete }) => id === entry.id && complete);
  const fit = judge(entry, machine, isHere);
  const used = choiceFor(settings, "main") === entry.id;
  return (
    <tr className="border-b border-line align-top">
      <th scope="row" className="py-2 pr-3 font-normal">
        <span className="block text-ui font-medium">{entry.name}</span>
        <span className="block text-pretty text-ink-faint">{aboutEntry(entry, words.catalogue)}</span>
        <span className="block text-pretty text-ink-muted sm:hidden">{inOneLine(entry, fit, words.catalogue)}</span>
      </th>
      <td className="py-2 pr-3 max-sm:hidden">{words.catalogue.wheres[runsWhere(entry)]}</td>
      <td className="py-2 pr-3 whitespace-nowrap">
        {entry.download === undefined ? "–" : formatBytes(entry.download)}
        {entry.memory !== undefined && (
          <span className="block text-ink-faint">{words.catalogue.needs(formatBytes(entry.memory))}</span>
        )}
      </td>
      <td className="py-2 pr-3 max-sm:hidden">{formatTokens(entry.context)}</td>
      <td className="py-2 pr-3 max-sm:hidden">{priceOf(entry, words.catalogue)}</td>
      <td className={`py-2 pr-3 max-sm:hidden ${colours[fit.type]}`} title={whyNot(fit)}>
        {words.catalogue[fit.type]}
        {fit.type !== "fits" && <span className="sr-only">: {fit.why}</span>}
      </td>
      <td className="py-2 whitespace-nowrap">
        <span className="flex justify-end gap-1.5 max-sm:flex-col">
          <DownloadButton entry={entry} models={models} fits={fit.type !== "unfit"} />
          <Button
            disabled={used || fit.type === "unfit"}
            aria-label={`${used ? words.used : words.use}: ${entry.name}`}
            onClick={() => {
              choose(models, "main", entry.id);
            }}
          >
            {used ? words.used : words.use}
          </Button>
        </span>
      </td>
    </tr>
  );
}

type Words = ModelStrings["catalogue"];

const whyNot = (fit: Fit): string | undefined => (fit.type === "fits" ? undefined : fit.why);

/** What the columns say for which a phone has no room. */
function inOneLine(entry: ModelEntry, fit: Fit, words: Words): string {
  const runs = fit.type === "fits" ? words.fits : `${words[fit.type]}: ${fit.why}`;
  return [words.wheres[runsWhere(entry)], priceOf(entry, words), runs].join(" · ");
}

function aboutEntry({ licence, vision, verified, note }: ModelEntry, words: Words): string {
  return [licence, vision && words.vision, !verified && words.unverified, note].filter(Boolean).join(" · ");
}

function priceOf(entry: ModelEntry, words: Words): string {
  if (runsWhere(entry) !== "cloud") return words.free;
  const { price } = entry;
  return price ? words.prices(formatDollars(price.input), formatDollars(price.output), price.asOf) : words.unknownPrice;
}
