import type { ManifestFault, Strings } from "@/lib/studio";

/** Where a package.json breaks off, and what the parser says about it. */
export const faultText = ({ line, column, reason }: ManifestFault, strings: Strings["panels"]["manifest"]): string =>
  `${strings.place(line, column)}: ${reason ?? strings.noObject}`;
