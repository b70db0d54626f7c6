"use client";

import { useState } from "react";
import { useStrings } from "../app-context";
import { useStudio } from "../studio-context";
import { Button } from "../ui/button";
import { TextField } from "../ui/text-field";
import { useGitStrings } from "./use-git-strings";

interface TokenFormProps {
  readonly host: string;
  /** Whether it was told who is there, and didn't believe it. */
  readonly wasTried: boolean;
  /** Does again what needed the token. */
  readonly onKept: () => void;
}

/** Asks who is there. What is typed goes into the key store of the app, where no program of the project comes. */
export function TokenForm({ host, wasTried, onKept }: TokenFormProps) {
  const { git, attempt } = useStudio();
  const words = useGitStrings();
  const { common } = useStrings();
  const [user, setUser] = useState("");
  const [token, setToken] = useState("");
  return (
    <form
      aria-label={words.tokenNeeded(host)}
      className="flex flex-col gap-2 rounded-panel border border-line bg-ground p-2"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(async () => {
          await git.remote.keepToken(host, { user: user.trim(), token: token.trim() });
          onKept();
        });
      }}
    >
      {wasTried ? (
        <p role="alert" className="text-pretty text-bad">
          {words.tokenRefused(host)}
        </p>
      ) : (
        <p className="text-pretty">{words.tokenNeeded(host)}</p>
      )}
      <p className="text-small text-pretty text-ink-muted">{words.tokenHint}</p>
      <TextField
        id="git-user"
        label={words.tokenUser}
        value={user}
        autoComplete="username"
        onChange={({ target }) => {
          setUser(target.value);
        }}
      />
      <TextField
        id="git-token"
        label={words.token(host)}
        type="password"
        value={token}
        autoComplete="off"
        onChange={({ target }) => {
          setToken(target.value);
        }}
      />
      <span className="flex gap-2">
        <Button type="submit" disabled={token.trim() === ""}>
          {words.useToken}
        </Button>
        <Button look="ghost" onClick={git.remote.dismiss}>
          {common.cancel}
        </Button>
      </span>
    </form>
  );
}
