import { AwsClient } from "aws4fetch";
import { checkBlobHash, type BlobStore } from "./blob-store";
import { checkBytes } from "./hash";

export interface S3Settings {
  /** Such as `https://s3.example.org`: the bucket stands in the path, which every server that speaks S3 understands. */
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

const longest = 30_000;

/** Blobs in a bucket of anything that speaks S3. Every request is signed (Signature Version 4), its body included. */
export function createS3Blobs({ endpoint, bucket, region, accessKeyId, secretAccessKey }: S3Settings): BlobStore {
  const client = new AwsClient({ accessKeyId, secretAccessKey, region, service: "s3", retries: 2 });
  const ask = async (method: string, hash: string, body?: Uint8Array<ArrayBuffer>): Promise<Response> => {
    const url = `${endpoint.replace(/\/$/u, "")}/${bucket}/blobs/${checkBlobHash(hash)}`;
    /** The sum of the body is its name: so it is signed without being computed again. */
    const headers = body && { "X-Amz-Content-Sha256": hash, "Content-Type": "application/octet-stream" };
    const signal = AbortSignal.timeout(longest);
    const answer = await client.fetch(url, { method, signal, ...(headers && { headers }), ...(body && { body }) });
    if (!answer.ok && answer.status !== 404) throw await failureOf(method, answer);
    return answer;
  };
  return {
    kind: "s3",
    async put(hash, bytes) {
      const there = await ask("HEAD", hash);
      await there.body?.cancel();
      if (there.ok) return;
      const answer = await ask("PUT", hash, Uint8Array.from(bytes));
      await answer.body?.cancel();
      if (!answer.ok) throw new Error(`The bucket ${bucket} doesn't exist at ${endpoint}.`);
    },
    async get(hash) {
      const answer = await ask("GET", hash);
      if (answer.ok) return checkBytes(hash, new Uint8Array(await answer.arrayBuffer()));
      await answer.body?.cancel();
      return undefined;
    },
    async remove(hash) {
      const answer = await ask("DELETE", hash);
      await answer.body?.cancel();
    },
  };
}

/** S3 says why in XML; its `Code` is enough, and holds no secret. */
async function failureOf(method: string, answer: Response): Promise<Error> {
  const code = /<Code>(\w{1,60})<\/Code>/u.exec(await answer.text())?.[1] ?? answer.statusText;
  return new Error(`S3 answered ${answer.status} (${code}) to ${method}.`);
}
