import "server-only";

export { audienceOf } from "./audience";
export { isEngineFile } from "./engine-file";
export { answerGitRequest } from "./git/route";
export { isWelcome, type Audience, type Caller } from "./guard";
export { appHeaders, sandboxHeaders } from "./headers";
export { readOrigins, type Origins } from "./origins.mjs";
export { plainPage } from "./plain-page";
export { placeOf, type Place } from "./place";
export { answerRegistryRequest } from "./registry/route";
