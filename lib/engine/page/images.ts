import { keyOfModule } from "../protocol/compiled";
import type { TreeFile } from "../protocol/page-messages";
import type { CompiledShelf } from "./compiled/shelf";
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
  python: "/usr/lib/python",
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

const names = (): Readonly<Record<string, string>> =>
  JSON.parse(process.env.ENGINE_IMAGES) as Readonly<Record<string, string>>;

/** Too large to be there before anyone wants it. */
const later = new Set(["python"]);

/** Where images come from, and where what they are made of goes. */
export interface ImageParts {
  readonly files: MachineFiles;
  readonly assets: string;
  readonly compiled: CompiledShelf;
}

async function keepCompiled(files: readonly TreeFile[], shelf: CompiledShelf): Promise<void> {
  for (const { path, content } of files) {
    if (!path.endsWith(".wasm") || content.type !== "file") continue;
    const bytes = content.bytes as Uint8Array<ArrayBuffer>;
    const key = keyOfModule(bytes);
    if (!(await shelf.find(key))) await shelf.add(key, bytes);
  }
}

async function layImage({ files, assets, compiled }: ImageParts, name: string): Promise<void> {
  const [place, file] = [places[name], names()[name]];
  if (place === undefined || file === undefined) return;
  const image = await fetchImage(assets + file);
  await files.mkdir(place, true);
  const laid = filesOf(image);
  await keepCompiled(laid, compiled);
  await files.lay(place, laid, [image]);
}

/** Programs ask for what is laid down later by a name that no network has. */
const imageHost = "images.tabsmith.internal";

/** Answers programs that ask for an image, once it lies there; undefined for every other address. */
export function createImageDesk(parts: ImageParts): (url: URL) => Promise<Response> | undefined {
  const asked = new Map<string, Promise<void>>();
  const lay = async (name: string): Promise<Response> => {
    const laying = asked.get(name) ?? layImage(parts, name);
    asked.set(name, laying);
    try {
      await laying;
      return new Response("");
    } catch {
      asked.delete(name);
      return new Response("", { status: 502 });
    }
  };
  return ({ hostname, pathname }) => {
    const name = pathname.slice(1);
    return hostname === imageHost && later.has(name) ? lay(name) : undefined;
  };
}

/** Lays down the programs that are made of files rather than built in, such as npm. */
export async function layImages(parts: ImageParts): Promise<void> {
  const first = Object.keys(names()).filter((name) => !later.has(name));
  await Promise.all(first.map((name) => layImage(parts, name)));
}
