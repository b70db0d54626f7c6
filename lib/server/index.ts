import "server-only";

export { audienceOf } from "./audience";
export { isEngineFile } from "./engine-file";
export { answerGitRequest } from "./git/route";
export { isWelcome, type Audience, type Caller } from "./guard";
export { appHeaders, sandboxHeaders } from "./headers";
export { watchProcess } from "./lifecycle/ending";
export { answerHealth, answerReady } from "./lifecycle/health";
export { readOrigins, type Origins } from "./origins.mjs";
export { answerModelRequest } from "./model/route";
export { answerOperatorRequest } from "./operator/answer-operator";
export { answerPageRequest } from "./page/route";
export { plainPage } from "./plain-page";
export { placeOf, type Place } from "./place";
export { answerRegistryRequest } from "./registry/route";
export { answerShareRequest } from "./share/route";
export { answerOembed } from "./oembed/route";
