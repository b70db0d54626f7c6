import { NextResponse, type NextRequest } from "next/server";
import { appHeaders, placeOf, readOrigins, sandboxHeaders, type Origins } from "@/lib/server";

const configured = readOrigins(process.env);
const development = process.env.NODE_ENV === "development";

/** Every request passes here first: the host says which of the two origins it is for. */
export function proxy(request: NextRequest): NextResponse {
  if (!configured.ok) return sentence(500, `tabsmith is not configured rightly. ${configured.error}`);
  const origins = configured.value;
  const { pathname, search } = request.nextUrl;
  const place = placeOf(request.headers.get("host") ?? "", pathname + search, origins);
  switch (place.type) {
    case "app":
      return app(request, origins);
    case "sandbox":
      return dressed(NextResponse.rewrite(new URL(place.file, request.url)), sandboxHeaders(origins, place.file));
    case "redirect":
      return NextResponse.redirect(place.to, 307);
    case "missing":
      return dressed(
        sentence(404, "There is nothing here."),
        place.sandbox ? sandboxHeaders(origins, "/") : appHeaders(origins, newNonce()),
      );
    case "stranger":
      return sentence(
        421,
        `This server is ${origins.app}. To reach it by another name, set APP_ORIGIN and SANDBOX_ORIGIN.`,
      );
  }
}

/** Next reads the nonce from the policy in the request and puts it on its own scripts; `x-nonce` is for ours. */
function app(request: NextRequest, origins: Origins): NextResponse {
  const nonce = newNonce();
  const headers = appHeaders(origins, nonce, development);
  const forwarded = new Headers(request.headers);
  forwarded.set("x-nonce", nonce);
  forwarded.set("Content-Security-Policy", headers["Content-Security-Policy"] ?? "");
  return dressed(NextResponse.next({ request: { headers: forwarded } }), headers);
}

function newNonce(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString("base64");
}

function dressed(response: NextResponse, headers: Readonly<Record<string, string>>): NextResponse {
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

function sentence(status: number, text: string): NextResponse {
  return new NextResponse(`${text}\n`, { status, headers: { "Content-Type": "text/plain; charset=utf-8" } });
}
