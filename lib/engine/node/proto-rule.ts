import type { ProcessHost } from "@/lib/engine/node/process-host";

/** `--disable-proto`: `Object.prototype.__proto__` is taken away, or throws. */
export function applyProtoRule({ state, errors }: ProcessHost): void {
  const rule = state.commandLine.values["--disable-proto"];
  if (rule !== "delete" && rule !== "throw") return;
  const { prototype } = Object;
  Reflect.deleteProperty(prototype, "__proto__");
  if (rule === "delete") return;
  const refuse = (): never => {
    throw errors.node(
      "ERR_PROTO_ACCESS",
      "Accessing Object.prototype.__proto__ has been disallowed with --disable-proto=throw",
    );
  };
  Object.defineProperty(prototype, "__proto__", { get: refuse, set: refuse, configurable: false, enumerable: false });
}
