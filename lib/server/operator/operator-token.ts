import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { codeOf } from "@/lib/base";

/** The proof that a command comes from someone who may read the data folder. Made once, readable by this user alone. */
export function operatorToken(folder: string): string {
  const file = path.join(folder, "operator-token");
  try {
    mkdirSync(folder, { recursive: true });
    writeFileSync(file, randomBytes(32).toString("base64url"), { flag: "wx", mode: 0o600 });
  } catch (error) {
    if (codeOf(error) !== "EEXIST") throw error;
  }
  return readFileSync(file, "utf8").trim();
}
