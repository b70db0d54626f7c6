import type { Workspace } from "@/lib/workspace";

/** What decides which packages an install lays down. */
const deciding = ["package.json", "package-lock.json", ".npmrc"];
/** Packages that are part of the project change with it. */
const ownPackages = /"(?:file|link|workspace|portal):|"workspaces"\s*:/u;

/** What a project wants installed, as one text; undefined when it isn't the same everywhere. */
export async function wishOf(workspace: Workspace): Promise<string | undefined> {
  const names = new Set((await workspace.list("")).map(({ path }) => path));
  const texts = await Promise.all(
    deciding.map(async (name) => (names.has(name) ? `${name}\n${await workspace.readText(name)}` : "")),
  );
  const whole = texts.join("\n");
  return ownPackages.test(whole) ? undefined : whole;
}
