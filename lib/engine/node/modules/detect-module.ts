import { parse, type AnyNode } from "acorn";

/** Only a module may say these. */
const moduleOnly = [
  "Cannot use import statement outside a module",
  "Unexpected token 'export'",
  "Cannot use 'import.meta' outside a module",
];

/** Wrong in CommonJS, fine in a module: then the text has to be looked at. */
const perhapsModule = [
  "Identifier '__filename' has already been declared",
  "Identifier '__dirname' has already been declared",
  "Identifier 'exports' has already been declared",
  "Identifier 'module' has already been declared",
  "Identifier 'require' has already been declared",
  "await is only valid in async functions and the top level bodies of modules",
  "Unexpected reserved word",
  "Unexpected identifier",
  "missing ) after argument list",
];

function parsesAsModule(source: string): boolean {
  try {
    const { body } = parse(source, { ecmaVersion: "latest", sourceType: "module", allowHashBang: true });
    return (body as AnyNode[]).length > 0;
  } catch {
    return false;
  }
}

/** Whether a source that failed as CommonJS is a module that doesn't say so. */
export function looksLikeModule(error: unknown, source: string): boolean {
  if (!(error instanceof SyntaxError)) return false;
  const { message } = error;
  if (moduleOnly.some((text) => message.includes(text))) return true;
  return perhapsModule.some((text) => message.includes(text)) && parsesAsModule(source);
}
