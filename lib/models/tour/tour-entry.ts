import type { ModelEntry } from "../catalogue/model-entry";

/** A tour that someone wrote, as a model that can be chosen. Throws a Failure that names the line of a mistake. */
export async function tourEntry(markdown: string): Promise<ModelEntry> {
  const [{ parseTour }, { compileTour }] = await Promise.all([import("./parse-tour"), import("./compile-tour")]);
  const { title } = parseTour(markdown);
  const weights = compileTour(markdown);
  const name =
    title
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "-")
      .replaceAll(/^-|-$/g, "")
      .slice(0, 60) || "own";
  return {
    id: `tour/own/${name}`,
    name: title,
    family: "Tour",
    source: { type: "tour", tour: name, script: markdown },
    context: 131_072,
    download: weights.length,
    memory: 60_000_000,
    vision: false,
    calls: "text",
    verified: true,
    note: "A tour of your own: plays the same steps whatever you type.",
  };
}
