import * as comlink from "comlink";
import type { Engine } from "../engine";
import { createInstance, type BuildOptions } from "./instance";

const folderName = /^[\w.-]+$/;

const nameOf = ({ workdirName }: BuildOptions): string =>
  workdirName !== undefined && folderName.test(workdirName) && !/^\.+$/.test(workdirName) ? workdirName : "project";

/**
 * The door that `@webcontainer/api` knocks on: comlink 4.3.0's wire on a port that its frame's parent gets. Each `build`
 * is a machine of its own, and only one is alive at a time, as the client promises.
 */
export function openWebContainerDoor(start: (cwd: string) => Promise<Engine>, parentOrigin: string): void {
  let before: Promise<void> = Promise.resolve();
  const server = {
    build: async (options: BuildOptions) => {
      await before;
      const engine = await start(`/home/${nameOf(options)}`);
      let gone: () => void = () => undefined;
      before = new Promise((resolve) => {
        gone = resolve;
      });
      return comlink.proxy(createInstance(engine, options, gone));
    },
  };
  const { port1, port2 } = new MessageChannel();
  comlink.expose(server, port1);
  window.parent.postMessage({ type: "init" }, parentOrigin, [port2]);
}
