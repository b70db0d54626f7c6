/** Asks the library's loader: (host-defined option, specifier, phase, attributes, referrer). */
export type ImportCallback = (
  option: unknown,
  specifier: string,
  phase: number,
  attributes: Readonly<Record<string, string>>,
  referrer: unknown,
) => Promise<object>;

export const importPhase = { source: 1, evaluation: 2 } as const;

function attributesOf(options: unknown): Record<string, string> {
  const attributes = Object.create(null) as Record<string, string>;
  if (options === undefined) return attributes;
  if (typeof options !== "object" || options === null) {
    throw new TypeError("The second argument of import() must be an object");
  }
  const given = (options as { with?: unknown }).with;
  if (given === undefined) return attributes;
  if (typeof given !== "object" || given === null) {
    throw new TypeError("The 'assert' option must be an object");
  }
  for (const [key, value] of Object.entries(given)) {
    if (typeof value !== "string") throw new TypeError("Import attribute value must be a string");
    attributes[key] = value;
  }
  return attributes;
}

/** `import()` of one module or script, and `import.source()`. */
export interface Importer {
  (specifier: unknown, options?: unknown): Promise<object>;
  readonly source: (specifier: unknown, options?: unknown) => Promise<object>;
}

export function createImporter(callback: () => ImportCallback, option: unknown, referrer: unknown): Importer {
  const inPhase =
    (phase: number) =>
    (specifier: unknown, options?: unknown): Promise<object> => {
      try {
        return callback()(option, String(specifier), phase, attributesOf(options), referrer);
      } catch (error) {
        return Promise.reject(error);
      }
    };
  return Object.assign(inPhase(importPhase.evaluation), { source: inPhase(importPhase.source) });
}
