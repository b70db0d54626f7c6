import type { Disposable } from "@/lib/base";
import type { Formatter } from "../format/formatter";
import { pathOf } from "./models";
import { monaco } from "./monaco";

const languages: readonly string[] = [
  "javascript",
  "typescript",
  "json",
  "css",
  "scss",
  "less",
  "html",
  "markdown",
  "yaml",
  "graphql",
  "handlebars",
  "mdx",
];

/** Makes Prettier the editor's formatter, in place of those that Monaco brings. Only what differs is edited. */
export function followFormatter(formatter: Formatter, onFailure: (error: unknown) => void): Disposable {
  return monaco.languages.registerDocumentFormattingEditProvider(
    languages.map((language) => ({ language, scheme: "file", exclusive: true })),
    {
      displayName: "Prettier",
      async provideDocumentFormattingEdits(model, { tabSize }) {
        try {
          const text = await formatter.format({ path: pathOf(model.uri), text: model.getValue(), tabSize });
          return text === undefined ? [] : [{ range: model.getFullModelRange(), text }];
        } catch (error) {
          onFailure(error);
          return [];
        }
      },
    },
  );
}
