import fs from "node:fs";
import os from "node:os";

function listed(file: string): ReadonlyMap<number, string> {
  try {
    const lines = fs.readFileSync(file, "utf8").split("\n");
    return new Map(
      lines
        .map((line) => line.split(":"))
        .map(([name = "", , number = ""]): [number, string] => [Number(number), name]),
    );
  } catch {
    // A machine without the file has no names but one's own.
    return new Map();
  }
}

/** The name of a user, or the number where it has none. */
export function ownerName(id: number): string {
  const { uid, username } = os.userInfo();
  return id === uid ? username : (listed("/etc/passwd").get(id) ?? String(id));
}
