import { z } from "zod";
import { diffFile } from "./diff";
import { parseNotebook, printNotebook, toSource, type Cell, type Notebook } from "./notebook";
import { projectPath } from "./project-path";
import { readTextFile } from "./text-file";
import { defineTool, ToolError } from "./tool";

const input = z.object({
  notebook_path: z.string().min(1).describe("The .ipynb file, relative to the project"),
  cell: z
    .union([z.number().int().min(0), z.string()])
    .optional()
    .describe("The cell's id or its index from 0; for `insert`, the cell after which it goes (absent: at the top)"),
  source: z.string().optional().describe("The cell's new text"),
  cell_type: z.enum(["code", "markdown"]).optional(),
  mode: z.enum(["replace", "insert", "delete"]).optional().describe("Default: replace"),
});

function find({ cells }: Notebook, which: string | number | undefined): number {
  if (which === undefined) throw new ToolError("Say which `cell`, by id or index.");
  const at = typeof which === "number" ? which : cells.findIndex((cell) => cell.id === which);
  const index = at < 0 && /^\d+$/.test(String(which)) ? Number(which) : at;
  if (!cells[index])
    throw new ToolError(`There is no cell ${which}; the notebook has ${cells.length} cells. Read it to see them.`);
  return index;
}

function freshCell(notebook: Notebook, type: "code" | "markdown", text: string): Cell {
  const named = (notebook.nbformat_minor ?? 0) >= 5 ? { id: crypto.randomUUID().slice(0, 8) } : {};
  const base = { cell_type: type, metadata: {}, source: toSource(text), ...named };
  return type === "code" ? { ...base, execution_count: null, outputs: [] } : base;
}

/** A changed code cell loses its outputs: they belong to other code. */
function replaced(cell: Cell, type: Cell["cell_type"], text: string): Cell {
  const { outputs: _, execution_count: __, ...rest } = cell;
  const base = { ...rest, cell_type: type, source: toSource(text) };
  return type === "code" ? { ...base, execution_count: null, outputs: [] } : base;
}

function change(notebook: Notebook, { cell, source, cell_type, mode = "replace" }: z.output<typeof input>): Notebook {
  const { cells } = notebook;
  if (mode === "delete") return { ...notebook, cells: cells.toSpliced(find(notebook, cell), 1) };
  if (source === undefined) throw new ToolError(`\`${mode}\` needs \`source\`.`);
  if (mode === "insert") {
    const at = cell === undefined ? 0 : find(notebook, cell) + 1;
    return { ...notebook, cells: cells.toSpliced(at, 0, freshCell(notebook, cell_type ?? "code", source)) };
  }
  const at = find(notebook, cell);
  const before = cells[at];
  return before
    ? { ...notebook, cells: cells.with(at, replaced(before, cell_type ?? before.cell_type, source)) }
    : notebook;
}

export const notebookEdit = defineTool({
  name: "NotebookEdit",
  aliases: ["notebook_edit"],
  description:
    "Replace, insert or delete one cell of a Jupyter notebook (.ipynb). Read the notebook first to see its cells with their ids.",
  input,
  deferred: true,
  title: ({ notebook_path, mode = "replace" }) => `${mode} a cell of ${notebook_path}`,
  access: ({ notebook_path }, context) => ({ type: "files", writes: [projectPath(notebook_path, context)] }),
  async preview(call, context) {
    const path = projectPath(call.notebook_path, context);
    const before = await readTextFile(context.workspace, path);
    return { type: "diff", files: [diffFile(path, before, printNotebook(change(parseNotebook(before), call)))] };
  },
  async run(call, context) {
    const path = projectPath(call.notebook_path, context);
    if (!path.endsWith(".ipynb")) throw new ToolError(`${path} is no notebook. Use Edit.`);
    const before = await readTextFile(context.workspace, path);
    if (context.seen.compare(path, before) !== "same")
      throw new ToolError(`Read ${path} first: it is new to you or has changed.`);
    const after = printNotebook(change(parseNotebook(before), call));
    await context.workspace.writeText(path, after, "agent");
    context.seen.note(path, after);
    return `${call.mode ?? "replace"}: ${path} now has ${parseNotebook(after).cells.length} cells.`;
  },
});
