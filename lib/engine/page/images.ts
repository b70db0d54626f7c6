import type { TreeFile } from "../protocol/page-messages";
import type { MachineFiles } from "./machine-files";

/** The build puts the names of the images here, as JSON: `{ "npm": "image-npm.….json" }`. */
declare const process: { readonly env: { readonly ENGINE_IMAGES: string } };

interface ImageFile {
  readonly path: string;
  readonly mode: number;
  readonly size: number;
}

/** Where each image is laid down. */
const places: Readonly<Record<string, string>> = {
  npm: "/usr/lib/node_modules/npm",
  coreutils: "/usr/lib/tabsmith",
  git: "/usr/lib/git",
};

/** See `writeImage` of the build: a head that says what there is, then all bytes. The files are views of the one buffer. */
function filesOf(image: ArrayBuffer): TreeFile[] {
  const length = new DataView(image).getUint32(0, true);
  let at = 4 + length;
  const head = JSON.parse(new TextDecoder().decode(new Uint8Array(image, 4, length))) as ImageFile[];
  return head.map(({ path, mode, size }) => {
    const bytes = new Uint8Array(image, at, size);
    at += size;
    return { path, mode, content: { type: "file", bytes } };
  });
}

/** Images travel compressed, whatever the server does: they are most of what is loaded before the first program. */
async function fetchImage(url: string): Promise<ArrayBuffer> {
  const response = await fetch(url);
  if (!response.ok || response.body === null) throw new Error(`${url} can't be fetched: ${response.status}`);
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
}

/** Lays down the programs that are made of files rather than built in, such as npm. */
export async function layImages(files: MachineFiles, assets: string): Promise<void> {
  const names = JSON.parse(process.env.ENGINE_IMAGES) as Readonly<Record<string, string>>;
  await Promise.all(
    Object.entries(names).map(async ([name, file]) => {
      const place = places[name];
      if (place === undefined) return;
      const image = await fetchImage(assets + file);
      await files.mkdir(place, true);
      await files.lay(place, filesOf(image), [image]);
    }),
  );
}
