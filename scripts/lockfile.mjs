// @ts-check
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { judgeLockfile } from "./lockfile/judge.mjs";
import { root } from "./steps/paths.mjs";

const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
const complaints = judgeLockfile(manifest, packages);
for (const complaint of complaints) console.log(complaint);
if (Object.keys(packages).length < 10) complaints.push("The lockfile is all but empty.");
process.exitCode = complaints.length > 0 ? 1 : 0;
