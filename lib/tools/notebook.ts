import { z } from "zod";
import { ToolError } from "./tool";

const source = z.union([z.string(), z.array(z.string())]);

const cellShape = z.looseObject({
  cell_type: z.enum(["code", "markdown", "raw"]),
  id: z.string().optional(),
  source,
  outputs: z.array(z.looseObject({ output_type: z.string() })).optional(),
});

const notebookShape = z.looseObject({
  cells: z.array(cellShape),
  nbformat: z.number(),
  nbformat_minor: z.number().optional(),
});

export type Notebook = z.output<typeof notebookShape>;
export type Cell = Notebook["cells"][number];

export function parseNotebook(text: string): Notebook {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new ToolError("The notebook is no valid JSON. Mend it with Edit first.", { cause: error });
  }
  const parsed = notebookShape.safeParse(raw);
  if (!parsed.success) throw new ToolError("The file has no notebook's shape: it needs `cells` and `nbformat` 4.");
  if (parsed.data.nbformat < 4) throw new ToolError("Only notebooks of format 4 can be edited.");
  return parsed.data;
}

/** As Jupyter writes it: one space of indentation and a line end. */
export const printNotebook = (notebook: Notebook): string => `${JSON.stringify(notebook, null, 1)}\n`;

export const sourceOf = (cell: Cell): string => (typeof cell.source === "string" ? cell.source : cell.source.join(""));

/** Lines that keep their ends, as the format wants them. */
export const toSource = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

function outputText(output: Readonly<Record<string, unknown>>): string {
  const data = output.data as Readonly<Record<string, unknown>> | undefined;
  const text = output.text ?? data?.["text/plain"] ?? output.traceback ?? "";
  const joined = Array.isArray(text) ? text.join("") : typeof text === "string" ? text : "";
  const pictures = Object.keys(data ?? {}).filter((type) => type.startsWith("image/"));
  return [joined.slice(0, 2000), ...pictures.map((type) => `[${type}]`)].filter(Boolean).join("\n");
}

export function showNotebook(text: string): string {
  const { cells } = parseNotebook(text);
  if (cells.length === 0) return "(The notebook has no cells.)";
  const show = (cell: Cell, at: number) => {
    const outputs = (cell.outputs ?? []).map(outputText).filter(Boolean);
    const shown = outputs.length > 0 ? `\n<output>\n${outputs.join("\n")}\n</output>` : "";
    return `<cell index="${at}" id="${cell.id ?? ""}" type="${cell.cell_type}">\n${sourceOf(cell)}\n</cell>${shown}`;
  };
  return cells.map(show).join("\n");
}
