// @ts-check
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { collectNotices } from "../notices/collect.mjs";
import { writeNotices } from "../notices/write.mjs";
import { root } from "../steps/paths.mjs";

const notices = collectNotices(root);
writeFileSync(join(root, "THIRD_PARTY.md"), writeNotices(notices));
console.log(`THIRD_PARTY.md names ${notices.length} packages.`);
