import "server-only";

export { isEngineFile } from "./engine-file";
export { answerGitRequest } from "./git/route";
export type { Audience, Caller } from "./guard";
export { apiHeaders, appHeaders, sandboxHeaders } from "./headers";
export { answerHealth, answerReady } from "./lifecycle/health";
export { mayCall, notWelcome } from "./may-call";
export { readOrigins, type Origins } from "./origins.mjs";
export { answerModelRequest } from "./model/route";
export { answerOperatorRequest } from "./operator/answer-operator";
export { answerPageRequest } from "./page/route";
export { plainPage } from "./plain-page";
export { placeOf, type Place } from "./place";
export { answerPythonIndexRequest } from "./python-index/route";
export { answerRegistryRequest } from "./registry/route";
export { answerShareRequest } from "./share/route";
export { answerOembed } from "./oembed/route";
export { watchProcess } from "./watch-process";
