import bash from "highlight.js/lib/languages/bash";
import css from "highlight.js/lib/languages/css";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import markdown from "highlight.js/lib/languages/markdown";
import python from "highlight.js/lib/languages/python";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";
import { createLowlight } from "lowlight";
import { extname } from "@/lib/base";
import type { PieceColour } from "./piece-colours";

const lowlight = createLowlight({ bash, css, javascript, json, markdown, python, typescript, xml, yaml });

const byEnd: Readonly<Record<string, string>> = {
  ".bash": "bash",
  ".sh": "bash",
  ".css": "css",
  ".scss": "css",
  ".cjs": "javascript",
  ".js": "javascript",
  ".jsx": "javascript",
  ".mjs": "javascript",
  ".json": "json",
  ".md": "markdown",
  ".py": "python",
  ".cts": "typescript",
  ".mts": "typescript",
  ".ts": "typescript",
  ".tsx": "typescript",
  ".html": "xml",
  ".svelte": "xml",
  ".svg": "xml",
  ".vue": "xml",
  ".xml": "xml",
  ".yaml": "yaml",
  ".yml": "yaml",
};

/** A piece of a line in one colour. */
export interface Piece {
  readonly text: string;
  readonly colour: PieceColour;
}

const looks: readonly (readonly [scope: RegExp, colour: PieceColour])[] = [
  [/comment|quote/, "comment"],
  [/keyword|meta|doctag|section/, "keyword"],
  [/string|regexp|code|addition/, "string"],
  [/number|literal|symbol|bullet/, "number"],
  [/type|class|title|attr|property|built_in/, "type"],
  [/tag|name|variable|selector/, "name"],
];

/** Past this a text is shown plain: colouring it would hold the page up. */
const longest = 200_000;

/** The lines of a text in coloured pieces. It is text all the way: no markup is ever made of it. */
export function highlight(path: string, text: string): readonly (readonly Piece[])[] {
  const language = byEnd[extname(path).toLowerCase()];
  if (language === undefined || text.length > longest) return text.split("\n").map((line) => [plain(line)]);
  return linesOf(piecesOf(lowlight.highlight(language, text).children, "plain"));
}

const plain = (text: string): Piece => ({ text, colour: "plain" });

type Nodes = ReturnType<typeof lowlight.highlight>["children"];

function piecesOf(nodes: Nodes, colour: PieceColour): readonly Piece[] {
  return nodes.flatMap((node): readonly Piece[] => {
    if (node.type === "text") return [{ text: node.value, colour }];
    if (node.type !== "element") return [];
    const { className: classes } = node.properties;
    const scope = Array.isArray(classes) ? classes.join(" ") : "";
    const look = looks.find(([expression]) => expression.test(scope))?.[1];
    return piecesOf(node.children, look ?? colour);
  });
}

function linesOf(pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const lines: Piece[][] = [[]];
  for (const { text, colour } of pieces)
    for (const [index, part] of text.split("\n").entries()) {
      if (index > 0) lines.push([]);
      if (part !== "") lines.at(-1)?.push({ text: part, colour });
    }
  return lines;
}
