import type { Attachment } from "@/lib/agent";
import { Failure } from "@/lib/base";

const largest = 4 * 1024 * 1024;

/** A dropped, pasted or chosen file as the agent takes it: an image as an image, anything else as text. */
export async function readAttachment(file: File): Promise<Attachment> {
  if (file.size > largest)
    throw new Failure(
      "EFBIG",
      `${file.name} is larger than 4 MB. Put it into the project and mention it with @ instead.`,
    );
  if (/^image\/(?:png|jpeg|gif|webp)$/.test(file.type))
    return {
      type: "image",
      name: file.name,
      mediaType: file.type,
      data: base64(new Uint8Array(await file.arrayBuffer())),
    };
  const text = await file.text();
  if (text.includes("\0"))
    throw new Failure("EINVAL", `${file.name} is neither text nor an image. Put it into the project instead.`);
  return { type: "file", path: file.name, text };
}

function base64(bytes: Uint8Array): string {
  let binary = "";
  for (let at = 0; at < bytes.length; at += 0x8000) binary += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return btoa(binary);
}
