import { monaco } from "./monaco";
import { uriOf } from "./models";
import type { NamedSymbol, PlacedSymbol } from "./symbols";
import { runningServices } from "./typescript";

const mostSymbols = 60;

interface SymbolService {
  readonly findSymbols: (text: string, limit: number) => Promise<readonly NamedSymbol[]>;
}

/** Declarations of the project's files by part of their name, from the services of all languages that are in use. */
export async function findSymbols(text: string): Promise<readonly PlacedSymbol[]> {
  if (text.trim() === "") return [];
  const languages = new Set(monaco.editor.getModels().map((model) => model.getLanguageId()));
  const services = await runningServices(languages);
  const answers = await Promise.all(
    services.map(async (worker) =>
      ((await worker()) as unknown as SymbolService).findSymbols(text.trim(), mostSymbols),
    ),
  );
  return answers
    .flat()
    .flatMap((symbol) => placed(symbol))
    .slice(0, mostSymbols);
}

function placed({ name, kind, path, start }: NamedSymbol): readonly PlacedSymbol[] {
  const position = monaco.editor.getModel(uriOf(path))?.getPositionAt(start);
  return position ? [{ name, kind, path, line: position.lineNumber, column: position.column }] : [];
}
