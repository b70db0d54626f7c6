import { fileURLToPath } from "node:url";
import { buildModelAssets } from "./build-model-assets.mjs";

await buildModelAssets(fileURLToPath(new URL("../..", import.meta.url)));
