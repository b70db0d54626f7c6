import "server-only";

export { isWelcome, type Audience, type Caller } from "./guard";
export { appHeaders, sandboxHeaders } from "./headers";
export { readOrigins, type Origins } from "./origins.mjs";
export { placeOf, type Place } from "./place";
export { answerRegistryRequest } from "./registry/route";
