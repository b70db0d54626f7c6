// @ts-check
/**
 * Which two origins this server answers for, read from the environment.
 * Plain JavaScript, since the start script reads it before anything is built.
 *
 * @typedef {{ readonly app: string, readonly sandbox: string, readonly embedders: readonly string[] }} Origins
 * @typedef {{ readonly ok: true, readonly value: Origins } | { readonly ok: false, readonly error: string }} OriginsResult
 * @typedef {Readonly<Record<string, string | undefined>>} Environment
 */

export const defaultPort = 3000;

const loopback = /^(localhost|.+\.localhost|127\.0\.0\.1|\[::1\])$/u;
const example = "such as https://ide.example.org";

/**
 * The origins that `environment` asks for, or one sentence that says what is wrong with it.
 * @param {Environment} environment
 * @returns {OriginsResult}
 */
export function readOrigins(environment) {
  try {
    return { ok: true, value: parse(environment) };
  } catch (error) {
    if (error instanceof RangeError) return { ok: false, error: error.message };
    throw error;
  }
}

/** @param {Environment} environment */
function parse(environment) {
  const port = readPort(environment.PORT);
  const given = { app: environment.APP_ORIGIN?.trim() ?? "", sandbox: environment.SANDBOX_ORIGIN?.trim() ?? "" };
  const embedders = words(environment.SANDBOX_EMBEDDERS).map((word) => readOrigin("SANDBOX_EMBEDDERS", word));
  if (given.app === "" && given.sandbox === "") {
    return { app: `http://ide.localhost:${port}`, sandbox: `http://box.ide.localhost:${port}`, embedders };
  }
  if (given.app === "") throw new RangeError("SANDBOX_ORIGIN is set but APP_ORIGIN isn't: set both, or neither.");
  if (given.sandbox === "") throw new RangeError("APP_ORIGIN is set but SANDBOX_ORIGIN isn't: set both, or neither.");
  const app = readOrigin("APP_ORIGIN", given.app);
  const sandbox = readOrigin("SANDBOX_ORIGIN", given.sandbox);
  if (app === sandbox) {
    throw new RangeError("APP_ORIGIN and SANDBOX_ORIGIN are the same: projects must run on an origin of their own.");
  }
  return { app, sandbox, embedders };
}

/** @param {string | undefined} text */
function readPort(text) {
  if (text === undefined || text.trim() === "") return defaultPort;
  const port = Number(text);
  if (/^\d+$/u.test(text.trim()) && port >= 1 && port <= 65_535) return port;
  throw new RangeError(`PORT is "${text}", which is no port: use a whole number from 1 to 65535.`);
}

/** @param {string | undefined} text */
function words(text) {
  return (text ?? "").split(/[\s,]+/u).filter((word) => word !== "");
}

/**
 * @param {string} name
 * @param {string} text
 */
function readOrigin(name, text) {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/u.test(url.protocol) || url.host === "") {
    throw new RangeError(`${name} is "${text}", which is no web origin: write it ${example}.`);
  }
  if (text.replace(/\/$/u, "").toLowerCase() !== url.origin) {
    throw new RangeError(`${name} is "${text}", but an origin is only scheme, name and port: write ${url.origin}.`);
  }
  if (url.protocol === "http:" && !loopback.test(url.hostname)) {
    throw new RangeError(
      `${name} is "${text}", but browsers isolate pages only over https (or on localhost): write it ${example}.`,
    );
  }
  return url.origin;
}
