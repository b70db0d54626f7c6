import { monaco } from "./monaco";
import { uriOf } from "./models";
import type { OutlineItem } from "./symbol-path";
import { runningServices } from "./typescript";

interface Span {
  readonly start: number;
  readonly length: number;
}

/** As TypeScript tells what is declared in a file. */
interface NavigationTree {
  readonly text: string;
  readonly kind: string;
  readonly spans: readonly Span[];
  readonly nameSpan?: Span;
  readonly childItems?: readonly NavigationTree[];
}

interface OutlineService {
  readonly getNavigationTree: (file: string) => Promise<NavigationTree | undefined>;
}

/** What is declared in a file that the TypeScript services know; nothing for other files. */
export async function outlineOf(path: string): Promise<readonly OutlineItem[]> {
  const uri = uriOf(path);
  const model = monaco.editor.getModel(uri);
  if (!model) return [];
  const [worker] = await runningServices(new Set([model.getLanguageId()]));
  const service = (await worker?.(uri)) as unknown as OutlineService | undefined;
  const tree = await service?.getNavigationTree(uri.toString());
  return model.isDisposed() ? [] : (tree?.childItems ?? []).flatMap((child) => itemsOf(child, model));
}

/** What is imported or has no name is no place to go to. */
const isNamed = ({ text, kind }: NavigationTree): boolean => kind !== "alias" && !text.startsWith("<");

function itemsOf(tree: NavigationTree, model: monaco.editor.ITextModel): readonly OutlineItem[] {
  const items = (tree.childItems ?? []).flatMap((child) => itemsOf(child, model));
  const span = tree.spans[0];
  if (!span || !isNamed(tree)) return items;
  const { lineNumber, column } = model.getPositionAt((tree.nameSpan ?? span).start);
  const last = model.getPositionAt(span.start + span.length).lineNumber;
  return [{ name: tree.text, kind: tree.kind, line: lineNumber, column, lastLine: last, items }];
}
